import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { languageHost } from "../run/language-host";
import { OperationNotes } from "../run/notes";

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
  const { syncDir = "" } = optionsOfRun();
  const folders = new Set([tmpdir(), ...(syncDir === "" ? [] : [dirname(syncDir)])]);
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

function engineAddress(): string | undefined {
  const { engineAddr } = optionsOfRun();
  return engineAddr === "" ? undefined : engineAddr;
}

/** Pulumi has no public name for it. */
function optionsOfRun(): Options {
  const { getStore } = state as { getStore?: () => { settings?: { options?: Options } } };
  return getStore?.().settings?.options ?? {};
}

interface Options {
  engineAddr?: string;
  /** Where the language host and the program exchange messages, below the folder for temporary files. */
  syncDir?: string;
}

/**
 * The process that lasts as long as the operation: the language host that started this program, or, where
 * the Automation API runs it, this one.
 */
function lasting(engine: string): number {
  return process.env.PULUMI_NODEJS_ENGINE === engine && process.ppid > 1
    ? languageHost()
    : process.pid;
}
