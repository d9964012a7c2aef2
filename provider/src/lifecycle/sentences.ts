import type { Session } from "./session";

/**
 * Whether a delete has to leave it alone, since this run's program declares it: a replacement, or a
 * resource that was renamed in the program. Says so.
 * @param writtenAs under which other identity this run may have written the same thing
 */
export function staysDeclared(
  { declared, say }: Session,
  identity: string,
  writtenAs = identity,
): boolean {
  if (!declared.isDeclared(identity) && !declared.wasWritten(writtenAs)) return false;
  declared.keep(identity);
  say.info(`${identity} stays at GitHub: this program still declares it.`);
  return true;
}

export function sayNotShownYet({ say }: Session, identity: string): void {
  say.warn(
    `${identity}: GitHub does not show the last write yet; what the state holds is kept. Refresh again in a minute.`,
  );
}
