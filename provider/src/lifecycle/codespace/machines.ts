import { GitHubRefused } from "../../github/errors";
import { listed } from "../../texts";
import { shownMachine } from "../../rules/codespace";

/** The refusal, in which GitHub doesn't say which machines there are. If this one is not among them, their names are added. */
export async function withMachinesOf(
  error: unknown,
  machine: string | undefined,
  ask: () => Promise<string[]>,
): Promise<unknown> {
  if (machine === undefined || !(error instanceof GitHubRefused)) return error;
  // A refusal for another reason has its own message.
  const allowed = await ask().catch(() => undefined);
  if (allowed === undefined || allowed.includes(machine)) return error;
  return new Error(
    `the machine "${shownMachine(machine)}" is not allowed there; allowed are ${listed(allowed) || "none"}. ${error.message}`,
  );
}
