// What Pulumi keeps of a stack.

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** It was replaced, and is still to be deleted. */
  delete?: true;
  /** It was deleted, and its replacement is still to be made. */
  pendingReplacement?: true;
  /** The line of the program that it comes from, as `project:///index.ts#2,21`. */
  sourcePosition?: string;
}

export interface Snapshot {
  resources?: StateResource[];
}

/** What a refresh compares of each resource. Their order varies, and a secret is encrypted anew each time. */
export function toldOf(resources: readonly StateResource[]): unknown {
  const told = resources
    .map(({ urn, id, inputs }) => ({ urn, id, inputs }))
    .sort((one, other) => one.urn.localeCompare(other.urn));
  return JSON.parse(JSON.stringify(told), (key, value: unknown) =>
    key === "ciphertext" ? undefined : value,
  );
}
