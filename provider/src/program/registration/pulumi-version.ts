/** The oldest Pulumi whose host passes on the inputs that `read` returns. Older ones hide drift. */
const OLDEST = [3, 216, 0];

export function isTooOld(version: string): boolean {
  const parts = version.split(/[.+-]/).slice(0, 3).map(Number);
  for (const [index, least] of OLDEST.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

/** Throws if the program's @pulumi/pulumi would hide drift. */
export function requirePulumi(version: string): void {
  if (!isTooOld(version)) return;
  throw new Error(
    `pulumi-github-codespaces needs @pulumi/pulumi ${OLDEST.join(".")} or newer, and this program has ${version}: ` +
      "run `npm install @pulumi/pulumi@latest`.",
  );
}
