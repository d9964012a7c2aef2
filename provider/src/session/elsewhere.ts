import type { Note } from "./declared";

/** Begins the mark of a host that may lead to the GitHub of any other. */
export const GATEWAY = "gateway ";

interface Here {
  host: string;
  /** Undefined if it is not known, or the place says it. */
  owner: number | undefined;
}

/** Whether what a note tells is at another host, or of another user. */
export function isElsewhere({ host, owner: theirs }: Note, here: Here): boolean {
  const otherHost = host !== undefined && host !== here.host;
  return otherHost || (theirs !== undefined && here.owner !== undefined && theirs !== here.owner);
}

/** The same for a deletion: through a gateway it may be the very thing that is to be deleted here. */
export function isSurelyElsewhere(note: Note, here: Here): boolean {
  const isOpen = [note.host, here.host].some((host) => host?.startsWith(GATEWAY));
  return isElsewhere(isOpen ? { ...note, host: here.host } : note, here);
}
