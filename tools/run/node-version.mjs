/** `engines` of the root's package.json, in words. */
export const SUPPORTED_NODE = "20.19 or newer of 20, or 22.12 or newer";

/**
 * Whether this Node can `require` packages that are ES modules only, as the provider does.
 * @param {string} version
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 20) return minor >= 19;
  return major > 22 || (major === 22 && minor >= 12);
}
