import type { Claim, Note, Others } from "../declared";
import { NotTold, OperationNotes } from "./notes";

/** Of all processes of a machine, whatever their TMPDIR is. */
const COMMON = process.platform === "win32" ? undefined : "/tmp";

interface NotesPlaces {
  /** The process during whose life these notes count. Default: this one. */
  lives?: number;
  /** The folders for temporary files, each of which must serve. */
  folders: readonly string[];
  /** One more, if it serves. */
  common?: string | undefined;
}

/**
 * The notes of an operation in several folders. Its processes may have different folders for temporary files: a
 * program may set TMPDIR, a provider may have it from `envVarMappings`, and a script that uses the Automation
 * API may give it to Pulumi alone.
 */
export class SharedNotes implements Others {
  readonly #required: readonly OperationNotes[];
  readonly #more: readonly OperationNotes[];
  #isOver = false;

  /** Throws if one of the folders can't be used. */
  constructor(engine: string, { lives = process.pid, folders, common = COMMON }: NotesPlaces) {
    const open = (folder: string) => OperationNotes.open(engine, { lives, folder });
    this.#required = [...new Set(folders)].map((folder) => {
      const notes = open(folder);
      if (notes !== undefined) return notes;
      throw new NotTold(
        "it is not writable, or its subfolder for this package belongs to another user",
        folder,
      );
    });
    const isOther = common !== undefined && !folders.includes(common);
    this.#more = (isOther ? [open(common)] : []).filter((notes) => notes !== undefined);
  }

  tell(news: Note | Claim): void {
    if (this.#isOver) return;
    for (const notes of this.#required) notes.tell(news);
    for (const notes of this.#more) tellIfPossible(notes, news);
  }

  requireWhole(): void {
    for (const notes of this.#required) notes.requireWhole();
  }

  news(): (Note | Claim)[] {
    return [...this.#required, ...this.#more].flatMap((notes) => notes.news());
  }

  /** Called when the operation is over, by a process that goes on: a later one may have the same address. */
  end(): void {
    this.#isOver = true;
    for (const notes of [...this.#required, ...this.#more]) notes.remove();
  }
}

/** Whoever has the same folder for temporary files hears it there. */
function tellIfPossible(notes: OperationNotes, news: Note | Claim): void {
  try {
    notes.tell(news);
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
  }
}
