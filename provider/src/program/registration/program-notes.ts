import * as pulumi from "@pulumi/pulumi";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { languageHost } from "../../session/processes/language-host";
import { OperationNotes } from "../../session/processes/notes";
import { engineAddress, folderOfRun, isOfLanguageHost } from "./engine";

/** One process may run several programs, by the Automation API: each has an engine of its own. */
const byEngine = new Map<string, ProgramNotes | undefined>();

export type ProgramNotes = Pick<OperationNotes, "tell">;

/** Where the program of this operation tells what it declares; nowhere in a preview, which deletes nothing. */
export function programNotes(): ProgramNotes | undefined {
  if (pulumi.runtime.isDryRun()) return undefined;
  const engine = engineAddress();
  if (engine === undefined) return undefined;
  if (!byEngine.has(engine)) byEngine.set(engine, openAll(engine));
  return byEngine.get(engine);
}

/** A program may change where its temporary files go (`TMPDIR` in a `.env`): Pulumi's own still go where they went. */
function openAll(engine: string): ProgramNotes | undefined {
  const ofRun = folderOfRun();
  const folders = new Set([tmpdir(), ...(ofRun === undefined ? [] : [dirname(ofRun)])]);
  const lives = lasting(engine);
  const all = [...folders].flatMap(
    (folder) => OperationNotes.open(engine, { lives, folder }) ?? [],
  );
  if (all.length === 0) return undefined;
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
