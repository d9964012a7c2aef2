import { tmpdir } from "node:os";
import { shown } from "../../texts";
import { engineIn } from "./engine";
import { OperationNotes } from "./notes";

interface Host {
  argv?: readonly string[];
  /** The folder for temporary files. */
  folder?: string;
}

/** Where this process tells and hears what the program declares, if Pulumi's engine started it. */
export function hostNotes(
  warn: (line: string) => void,
  { argv = process.argv, folder = tmpdir() }: Host = {},
): OperationNotes | undefined {
  const engine = engineIn(argv);
  if (engine === undefined) return undefined;
  const notes = OperationNotes.open(engine, { folder });
  if (notes === undefined) {
    warn(
      `The folder for temporary files, ${shown(folder)}, can't be written, or its part for this package is another user's. ` +
        "A provider learns there what the program declares elsewhere, and no `pulumi up` begins without it. Set TMPDIR to " +
        "a folder of this user's.",
    );
  }
  return notes;
}
