import type { Session } from "../session/session";

export function sayNotShownYet({ say }: Session, identity: string): void {
  say.warn(
    `${identity}: GitHub does not show the last write yet, so the ` +
      "state is kept as it is. Refresh again in a minute.",
  );
}
