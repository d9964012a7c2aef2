/**
 * An organization, a repository and names that only one case uses: what fails in the paths of one case fails for
 * nobody else, so one `up` meets many faults.
 */
export interface Scope {
  label: string;
  org: string;
  repository: string;
  /** Ids of two repositories of the organization: a name would be asked for together with others. */
  repositoryIds: readonly [number, number];
  secretName: string;
}

/** `acme` itself is nobody's. */
export const FIRST = 2;

/** As `seedWith` makes them. */
export function scopeOf(number: number): Scope {
  const org = `acme-${number}`;
  const first = 1001 + (number - 1) * 10_000;
  return {
    label: `case-${number}`,
    org,
    repository: `${org}/api`,
    repositoryIds: [first, first + 1],
    secretName: `S_${number}`,
  };
}

/** Finds the names of a scope in a path, in an error and in a line about GitHub. */
export function namesOf({ org, secretName }: Scope): RegExp {
  return new RegExp(`\\b(${org}|${secretName})(?![\\d-])`);
}

/** The same text about another scope. */
export function moved(text: string, { from, to }: { from: Scope; to: Scope }): string {
  const org = new RegExp(`\\b${from.org}(?![\\d-])`, "g");
  const name = new RegExp(`\\b${from.secretName}(?!\\d)`, "g");
  const named = text.replace(org, to.org).replace(name, to.secretName);
  return from.repositoryIds.reduce(
    (all, id, index) => all.replaceAll(String(id), String(to.repositoryIds[index])),
    named,
  );
}
