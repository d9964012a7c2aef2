import * as pulumi from "@pulumi/pulumi";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { whenEngineEnds } from "../../session/processes/engine";
import { languageHost } from "../../session/processes/language-host";
import { SharedNotes } from "../../session/processes/shared-notes";
import { engineAddress, folderOfRun, isOfLanguageHost } from "./engine";

/** By engine: with the Automation API one process may run several programs, each with its own engine. */
const byEngine = new Map<string, ProgramNotes>();

export type ProgramNotes = Pick<SharedNotes, "tell">;

/** Where this operation's program tells what it declares; undefined in a preview, which deletes nothing. */
export function programNotes(): ProgramNotes | undefined {
  if (pulumi.runtime.isDryRun()) return undefined;
  const engine = engineAddress();
  if (engine === undefined) return undefined;
  const notes = byEngine.get(engine) ?? open(engine);
  byEngine.set(engine, notes);
  return notes;
}

/**
 * A program may change its folder for temporary files (`TMPDIR` in a `.env`), while Pulumi's own still go to
 * the old one. Providers listen in one of the two, so this writes to both.
 */
function open(engine: string): ProgramNotes {
  const ofRun = folderOfRun();
  const folders = [tmpdir(), ...(ofRun === undefined ? [] : [dirname(ofRun)])];
  if (isOfLanguageHost(engine) && process.ppid > 1) {
    return new SharedNotes(engine, { folders, lives: languageHost() });
  }
  // The Automation API runs the program in this process, which may be a server that runs for weeks.
  const notes = new SharedNotes(engine, { folders });
  whenEngineEnds(engine, () => {
    byEngine.delete(engine);
    notes.end();
  });
  return notes;
}
