import { CLI_VERSION } from "./versions.mjs";

/**
 * @typedef {{ way: string, reason: string }} Failure
 */

/**
 * What a user reads if no way led to a CLI: the reason for each, then what can be done.
 * @param {Failure[]} failures
 * @param {string} bin
 */
export function explain(failures, bin) {
  const reasons = failures.map(({ way, reason }) => `- ${way}: ${reason.replaceAll("\n", "\n  ")}`);
  return `The Pulumi CLI ${CLI_VERSION} could not be set up.
${reasons.join("\n")}
What you can do, any of:
- let this machine reach get.pulumi.com (the download), through HTTPS_PROXY if need be;
- let Go reach a module proxy (GOPROXY), and, where Go is missing, pip reach PyPI;
- put the files of https://github.com/pulumi/pulumi/releases/tag/v${CLI_VERSION} for this machine into
  ${bin}
Then run the same command again.`;
}
