import * as pulumi from "@pulumi/pulumi";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { languageHost } from "../../session/processes/language-host";
import { NotTold, OperationNotes } from "../../session/processes/notes";
import { engineAddress, folderOfRun, isOfLanguageHost } from "./engine";

/** One process may run several programs, by the Automation API: each has an engine of its own. */
const byEngine = new Map<string, ProgramNotes>();

export type ProgramNotes = Pick<OperationNotes, "tell">;

/** Where the program of this operation tells what it declares; nowhere in a preview, which deletes nothing. */
export function programNotes(): ProgramNotes | undefined {
  if (pulumi.runtime.isDryRun()) return undefined;
  const engine = engineAddress();
  if (engine === undefined) return undefined;
  const notes = byEngine.get(engine) ?? openAll(engine);
  byEngine.set(engine, notes);
  return notes;
}

/**
 * A program may change where its temporary files go (`TMPDIR` in a `.env`): Pulumi's own still go where they went.
 * Providers listen in one of the two, so that both have to serve.
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
 * The process that lasts as long as the operation: the language host that started this program, or, where
 * the Automation API runs it, this one.
 */
function lasting(engine: string): number {
  return isOfLanguageHost(engine) && process.ppid > 1 ? languageHost() : process.pid;
}
