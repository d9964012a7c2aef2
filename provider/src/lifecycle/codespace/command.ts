import { isOneTooMany } from "../../github/codespace-advice";
import { isRefused } from "../../github/errors";
import type { CodespaceState } from "../../operations/answers/codespace";
import { TAKES_EFFECT_WITHIN } from "../../operations/waiting";
import type { Settling } from "./settle";

/** How long GitHub may refuse a command for a reason that it doesn't show, in milliseconds. */
const REFUSED_FOR = 30_000;

/**
 * Starts or stops a codespace, until the command has taken effect. To be called at each look that shows the
 * codespace at rest in another state than the wanted one.
 */
export function commander(
  { session: { clock, say }, codespaces, known }: Settling,
  goal: "running" | "stopped",
): (state: CodespaceState) => Promise<void> {
  const verb = goal === "running" ? "start" : "stop";
  let takenAt: number | undefined;
  let refusedSince: number | undefined;
  // A refusal may pass, because the codespace is busy. One that doesn't pass is told in GitHub's words.
  const mayPass = (error: unknown) => {
    if (!isRefused(error, 409, 422) || isOneTooMany(error.refusal)) return false;
    refusedSince ??= clock.now();
    return clock.now() - refusedSince < REFUSED_FOR;
  };
  return async (state) => {
    if (takenAt !== undefined) {
      if (clock.now() - takenAt < TAKES_EFFECT_WITHIN) return;
      say.info(
        `Codespace ${known.name}: still ${state}, although GitHub accepted the ${verb}; trying again.`,
      );
    }
    try {
      await codespaces.command(known.name, verb);
      takenAt = clock.now();
      refusedSince = undefined;
    } catch (error) {
      if (!mayPass(error)) throw error;
    }
  };
}
