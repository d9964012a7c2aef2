import type { Refusal } from "./errors";
import { isLockedOut, isOfPolicy, isOfRights } from "./forbidden";

/** What GitHub says where it gives no reason. */
const NO_REASON =
  /^$|^(validation failed|bad request|invalid request|unprocessable entity|conflict)\b/i;
const ONE_TOO_MANY = /too many|\breached\b.*\b(limit|maximum)\b|maximum number|quota/i;

/**
 * What to do about a refusal of what was to be done with a codespace; undefined where what holds for
 * every request does. GitHub refuses for many reasons and says them: a guess beside that would mislead.
 */
export function adviceOnCodespace(refusal: Refusal): string | undefined {
  if (!hasReason(refusal)) return undefined;
  return ONE_TOO_MANY.test(refusal.message)
    ? "Stop or delete codespaces that nobody needs (`gh codespace list` shows them), then run again."
    : "";
}

/** GitHub says why it refused what was to be done with a codespace, and it is no missing right. */
export function hasReason(refusal: Refusal): boolean {
  const { operation, status, message } = refusal;
  if (operation.saysWhy !== true || NO_REASON.test(message.trim())) return false;
  if (status !== 403) return [400, 409, 422].includes(status);
  if (ONE_TOO_MANY.test(message)) return !isLockedOut(refusal);
  return /codespace/i.test(message) && !isOfRights(refusal) && !isOfPolicy(refusal);
}

/** It would be one too many, of all or of those that run: waiting doesn't help. */
export function isOneTooMany({ message }: Refusal): boolean {
  return ONE_TOO_MANY.test(message);
}
