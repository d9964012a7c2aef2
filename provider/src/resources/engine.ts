import * as state from "@pulumi/pulumi/runtime/state";

interface Options {
  engineAddr?: string;
}

/** Where the engine of this operation listens. Pulumi has no public name for it. */
export function engineAddress(): string | undefined {
  const { getStore } = state as { getStore?: () => { settings?: { options?: Options } } };
  const address = getStore?.().settings?.options?.engineAddr;
  return address === "" ? undefined : address;
}

/** Whether a language host started this process for the program; the Automation API runs one within its own. */
export function isOfLanguageHost(engine: string): boolean {
  return process.env.PULUMI_NODEJS_ENGINE === engine;
}
