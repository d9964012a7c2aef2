import { tmpdir } from "node:os";
import { shown } from "../../texts";
import { engineIn } from "./engine";
import { NotTold } from "./notes";
import { SharedNotes } from "./shared-notes";

/** Where this process tells and hears what the program declares, if Pulumi's engine started it. */
export function hostNotes(
  warn: (line: string) => void,
  { argv = process.argv, folder = tmpdir() }: { argv?: readonly string[]; folder?: string } = {},
): SharedNotes | undefined {
  const engine = engineIn(argv);
  if (engine === undefined) return undefined;
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
