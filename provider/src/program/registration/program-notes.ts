import * as pulumi from "@pulumi/pulumi";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { languageHost } from "../../session/processes/language-host";
import { NotTold, OperationNotes } from "../../session/processes/notes";
import { engineAddress, folderOfRun, isOfLanguageHost } from "./engine";

/** By engine: with the Automation API one process may run several programs, each with its own engine. */
const byEngine = new Map<string, ProgramNotes>();

export type ProgramNotes = Pick<OperationNotes, "tell">;

/** Where this operation's program tells what it declares; undefined in a preview, which deletes nothing. */
export function programNotes(): ProgramNotes | undefined {
  if (pulumi.runtime.isDryRun()) return undefined;
  const engine = engineAddress();
  if (engine === undefined) return undefined;
  const notes = byEngine.get(engine) ?? openAll(engine);
  byEngine.set(engine, notes);
  return notes;
}

/**
 * A program may change its folder for temporary files (`TMPDIR` in a `.env`), while Pulumi's own still go to
 * the old one. Providers listen in one of the two, so this writes to both.
 */
function openAll(engine: string): ProgramNotes {
  const ofRun = folderOfRun();
  const folders = new Set([tmpdir(), ...(ofRun === undefined ? [] : [dirname(ofRun)])]);
  const lives = lasting(engine);
  const all = [...folders].map((folder) => {
    const notes = OperationNotes.open(engine, { lives, folder });
    if (notes !== undefined) return notes;
    throw new NotTold(
      "it can't be written, or its part for this package is another user's",
      folder,
    );
  });
  return {
    tell: (news) => {
      for (const notes of all) notes.tell(news);
    },
  };
}

/**
 * The process that lasts as long as the operation: the language host that started this program, or this process
 * if the Automation API runs it.
 */
function lasting(engine: string): number {
  return isOfLanguageHost(engine) && process.ppid > 1 ? languageHost() : process.pid;
}
