import type { GitHubRefused } from "../../github/errors";
import { listed } from "../../texts";
import { shownMachine } from "../../rules/codespace";

/** The refusal; if the machine is not among those allowed, with their names. */
export async function withMachinesOf(
  error: GitHubRefused,
  machine: string,
  ask: () => Promise<string[]>,
): Promise<Error> {
  // What was refused for another reason has its own words.
  const allowed = await ask().catch(() => undefined);
  if (allowed === undefined || allowed.includes(machine)) return error;
  return new Error(
    `the machine "${shownMachine(machine)}" is not allowed there; allowed are ${listed(allowed) || "none"}. ${error.message}`,
  );
}
