import type { Refusal } from "./errors";
import { isLockedOut, isOfPolicy, isOfRights } from "./forbidden";

/** GitHub's messages that give no reason. */
const NO_REASON =
  /^$|^(validation failed|bad request|invalid request|unprocessable entity|conflict)\b/i;
const ONE_TOO_MANY = /too many|\breached\b.*\b(limit|maximum)\b|maximum number|quota/i;

/**
 * What to do about a refused request for a codespace; undefined if the general advice applies. GitHub refuses
 * for many reasons and states them, so a guess next to that would mislead.
 */
export function adviceOnCodespace(refusal: Refusal): string | undefined {
  if (!hasReason(refusal)) return undefined;
  return ONE_TOO_MANY.test(refusal.message)
    ? "Stop or delete codespaces that nobody needs (`gh codespace list` shows them), then run again."
    : "";
}

/** Whether GitHub says why it refused a request for a codespace, and the reason isn't a missing permission. */
export function hasReason(refusal: Refusal): boolean {
  const { operation, status, message } = refusal;
  if (operation.saysWhy !== true || NO_REASON.test(message.trim())) return false;
  if (status !== 403) return [400, 409, 422].includes(status);
  if (ONE_TOO_MANY.test(message)) return !isLockedOut(refusal);
  return /codespace/i.test(message) && !isOfRights(refusal) && !isOfPolicy(refusal);
}

/** Whether it would exceed the maximum of all codespaces, or of the running ones: waiting doesn't help. */
export function isOneTooMany({ message }: Refusal): boolean {
  return ONE_TOO_MANY.test(message);
}
