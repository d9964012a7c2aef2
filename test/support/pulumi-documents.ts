/** A resource as Pulumi's documents have it: class, inputs, and what else is said of it. */
export type InDocument = readonly [className: string, inputs: object, more?: object];

function resourceOf([className, inputs, more]: InDocument) {
  return {
    type: `pulumi-nodejs:dynamic/github-codespaces:${className}`,
    urn: `urn:pulumi:dev::test::x::${className}`,
    inputs,
    ...more,
  };
}

/** What `pulumi stack export` prints of a stack with these resources. */
export function exportedStack(resources: readonly InDocument[]): string {
  const stack = { type: "pulumi:pulumi:Stack", urn: "urn:pulumi:dev::test::x::test" };
  const deployment = { resources: [stack, ...resources.map(resourceOf)] };
  return JSON.stringify({ version: 3, deployment });
}

/** What `pulumi preview --json` prints of a program that creates these. */
export function createSteps(resources: readonly InDocument[]): string {
  const steps = resources.map((resource) => ({ op: "create", newState: resourceOf(resource) }));
  return JSON.stringify({ steps });
}

/** The same of one that updates a resource. */
export function updateStep(before: InDocument, after: InDocument): string {
  const step = { op: "update", oldState: resourceOf(before), newState: resourceOf(after) };
  return JSON.stringify({ steps: [step] });
}

/** A step of a preview, of any kind. */
export function step(op: string, before?: InDocument, after?: InDocument): object {
  return {
    op,
    ...(before && { oldState: resourceOf(before) }),
    ...(after && { newState: resourceOf(after) }),
  };
}

/** What `pulumi preview --json` prints with these steps. */
export const previewWith = (...steps: object[]): string => JSON.stringify({ steps });

/** The same of a preview that ended with an error after them. */
export const failedPreviewWith = (...steps: object[]): string =>
  JSON.stringify({ steps, diagnostics: [{ severity: "error", message: "error: preview failed" }] });
