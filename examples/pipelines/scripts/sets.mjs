// What a preview says of one resource with many secrets.

/** @typedef {{ op: string, detailedDiff?: object | null }} Step */

/** `valueVersions.NPM_TOKEN`, or `valueVersions["acme/api/NPM_TOKEN"]` in a set for repositories: a value that changes. */
const VALUE = /^valueVersions(?:\.(?<name>\w+)|\["(?:[^"]*\/)?(?<last>\w+)"\])$/;

/** What changes with a value: all values in one text, and who wrote it. */
const BESIDE = /^(?:values|encryptedValues|secrets.*\.(?:valueWritten|keyId))$/;

/**
 * Why not just the value of this secret would change; undefined if it does.
 * @param {Step | undefined} step @param {{ name: string, secret: string }} of
 */
export function objectionInSet(step, { name, secret }) {
  if (!step)
    return `The plan alone doesn't tell the secrets of ${name} apart: give preview.json too.`;
  const paths = Object.keys(step.detailedDiff ?? {});
  const values = new Set(paths.flatMap((path) => secretIn(path) ?? []));
  const rest = paths.filter((path) => !VALUE.test(path) && !BESIDE.test(path));
  if (step.op !== "update" || rest.length > 0) {
    return `More than values of ${name} would change: ${[step.op, ...rest].join(", ")}.`;
  }
  const changed = [...values].map((one) => `${name}/${one}`).join(", ");
  if (secret === "") return `${name} has many secrets: name the one to rotate, such as ${changed}.`;
  if (!values.has(secret)) return `The plan changes ${changed}, and not ${name}/${secret}.`;
  return values.size > 1 ? `The plan changes ${changed}: rotate one at a time.` : undefined;
}

/** @param {string} path */
function secretIn(path) {
  const { name, last } = VALUE.exec(path)?.groups ?? {};
  return name ?? last;
}
