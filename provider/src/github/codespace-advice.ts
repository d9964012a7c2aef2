import type { Refusal } from "./errors";
import { isLockedOut, isOfPolicy, isOfRights } from "./forbidden";

/** Where codespaces are made, changed, started and stopped; not their secrets, nor who may use them. */
const CODESPACE = /\/codespaces(\/(?!secrets\b|access\b)[^/]+(\/(start|stop))?)?$/;

/** What GitHub says where it gives no reason. */
const NO_REASON =
  /^$|^(validation failed|bad request|invalid request|unprocessable entity|conflict)\b/i;
const ONE_TOO_MANY = /too many|\breached\b.*\b(limit|maximum)\b|maximum number|quota/i;

/**
 * What to do about a refusal of what was to be done with a codespace; undefined where what holds for
 * every request does. GitHub refuses for many reasons and says them: a guess beside that would mislead.
 */
export function adviceOnCodespace(refusal: Refusal): string | undefined {
  const { status, method, path, message } = refusal;
  if (hasReason(refusal)) {
    return ONE_TOO_MANY.test(message)
      ? "Stop or delete codespaces that nobody needs (`gh codespace list` shows them), then run again."
      : "";
  }
  const isChange = method !== "GET" && CODESPACE.test(path) && !path.endsWith("/codespaces");
  return isChange && [400, 422].includes(status) ? "" : undefined;
}

/** GitHub says why it refused what was to be done with a codespace, and it is no missing right. */
export function hasReason(refusal: Refusal): boolean {
  const { status, method, path, message } = refusal;
  if (method === "GET" || !CODESPACE.test(path) || NO_REASON.test(message.trim())) return false;
  if (status !== 403) return [400, 409, 422].includes(status);
  if (ONE_TOO_MANY.test(message)) return !isLockedOut(refusal);
  return /codespace/i.test(message) && !isOfRights(refusal) && !isOfPolicy(refusal);
}

/** It would be one too many, of all or of those that run: waiting doesn't help. */
export function isOneTooMany({ message }: Refusal): boolean {
  return ONE_TOO_MANY.test(message);
}
