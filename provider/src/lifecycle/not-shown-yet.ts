import type { Session } from "../session/session";

export function sayNotShownYet({ say }: Session, identity: string): void {
  say.warn(
    `${identity}: GitHub does not show the last write yet; what the state holds is kept. Refresh again in a minute.`,
  );
}
