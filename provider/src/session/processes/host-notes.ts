import { tmpdir } from "node:os";
import { shown } from "../../texts";
import type { Others } from "../declared";
import { NotTold } from "./notes";
import { SharedNotes } from "./shared-notes";

/** Where a process that this engine asks tells and hears what the program declares. */
export function hostNotes(
  engine: string,
  warn: (line: string) => void,
  folder: string = tmpdir(),
): SharedNotes | undefined {
  try {
    return new SharedNotes(engine, { folders: [folder] });
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
    warn(
      `The folder for temporary files, ${shown(folder)}, is not writable, or its ` +
        "subfolder for this package belongs to another user. A provider learns there " +
        "what the program declares elsewhere, and no `pulumi up` starts without " +
        "it. Set TMPDIR to a folder that belongs to this user.",
    );
    return undefined;
  }
}

/**
 * The same for a plugin. No program of ours has looked before whether there is such a place: without one, whatever a check
 * has to tell is an error, and the operation ends before it deletes anything.
 */
export function pluginNotes(engine: string, folder: string = tmpdir()): Others {
  try {
    return new SharedNotes(engine, { folders: [folder] });
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
    const tell = () => {
      throw error;
    };
    return { tell, news: () => [] };
  }
}
