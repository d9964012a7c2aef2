import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { languageHost } from "../run/language-host";
import { OperationNotes } from "../run/notes";

/** One process may run several programs, by the Automation API: each has an engine of its own. */
const byEngine = new Map<string, OperationNotes | undefined>();

/** Where the program of this operation tells what it declares; nowhere in a preview, which deletes nothing. */
export function programNotes(): OperationNotes | undefined {
  if (pulumi.runtime.isDryRun()) return undefined;
  const engine = engineAddress();
  if (engine === undefined) return undefined;
  if (!byEngine.has(engine))
    byEngine.set(engine, OperationNotes.open(engine, { lives: lasting(engine) }));
  return byEngine.get(engine);
}

/** Pulumi has no public name for it. */
function engineAddress(): string | undefined {
  const { getStore } = state as { getStore?: () => { settings?: { options?: Options } } };
  const address = getStore?.().settings?.options?.engineAddr;
  return address === "" ? undefined : address;
}

interface Options {
  engineAddr?: string;
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
