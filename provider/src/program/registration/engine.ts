import * as state from "@pulumi/pulumi/runtime/state";

interface EngineOptions {
  engineAddr?: string;
  /** Where the language host and the program exchange messages, below the folder for temporary files. */
  syncDir?: string;
}

/** Where the engine of this operation listens. */
export function engineAddress(): string | undefined {
  return given("engineAddr");
}

/** The folder that Pulumi created for this run. */
export function folderOfRun(): string | undefined {
  return given("syncDir");
}

/** Pulumi has no public API for these options. */
function given(option: keyof EngineOptions): string | undefined {
  const { getStore } = state as { getStore?: () => { settings?: { options?: EngineOptions } } };
  const text = getStore?.().settings?.options?.[option];
  return text === "" ? undefined : text;
}

/**
 * Whether a language host started this process for the program. The Automation API runs a program in its own
 * process.
 */
export function isOfLanguageHost(engine: string): boolean {
  return process.env.PULUMI_NODEJS_ENGINE === engine;
}
