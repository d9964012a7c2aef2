import type { GitHubRefused } from "../../github/errors";
import { listed } from "../../texts";
import { shownMachine } from "../../rules/codespace";

/** The refusal. If the machine is not among those allowed, their names are added. */
export async function withMachinesOf(
  error: GitHubRefused,
  machine: string,
  ask: () => Promise<string[]>,
): Promise<Error> {
  // A refusal for another reason has its own message.
  const allowed = await ask().catch(() => undefined);
  if (allowed === undefined || allowed.includes(machine)) return error;
  return new Error(
    `the machine "${shownMachine(machine)}" is not allowed there; allowed are ${listed(allowed) || "none"}. ${error.message}`,
  );
}
