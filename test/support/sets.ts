import type { Emulator } from "github-codespaces-emulator";
import type { Plain, Props } from "../../provider/src/rules/plain";
import { emulatedStack } from "./emulated-stack";
import type { Declared, Stack } from "./stack";
import { requestLines } from "./world";

/** Longer than GitHub's reads may lag, as the provider sees it. */
const LATER = 180_000;

/** One secret of an organization in a set. */
export const all = (value: string, more: Props = {}): Props => ({
  value,
  visibility: "all",
  ...more,
});

export const selected = (value: string, ...selectedRepositories: string[]): Props => ({
  value,
  visibility: "selected",
  selectedRepositories,
});

export const orgSet = (secrets: Plain, more: Props = {}, name = "set"): Declared => ({
  name,
  kind: "orgSecrets",
  args: { org: "acme", secrets, ...more },
});

/** A single resource for one of an organization's secrets. */
export const single = (secretName: string, secret: Props, name = secretName): Declared => ({
  name,
  kind: "orgSecret",
  args: { org: "acme", secretName, ...secret },
});

/** What a stack has after an `up`, some time later. */
export async function applied(emulator: Emulator, ...program: Declared[]): Promise<Stack> {
  const stack = emulatedStack(emulator, { parallel: true });
  const failed = await stack.up(program);
  if (failed !== undefined) throw new Error(failed);
  later(emulator);
  return stack;
}

/** Long after an operation; its requests are forgotten. */
export function later(emulator: Emulator): void {
  emulator.advance(LATER);
  emulator.clearRequests();
}

/** The values that GitHub holds of the organization's secrets, by name. */
export function valuesOf(emulator: Emulator): Record<string, string | undefined> {
  const secrets = emulator.orgSecrets("acme");
  return Object.fromEntries(secrets.map(({ name, openedValue }) => [name, openedValue]));
}

/** The requests that changed something, in the order of their texts: what goes at once has no order. */
export function writesTo(emulator: Emulator): string[] {
  const lines = requestLines(emulator).filter((line) => !/^(GET|POST \/graphql)/.test(line));
  return lines.map((line) => line.replace("/orgs/acme/codespaces/secrets", "…")).sort();
}

/** The only entry of a stack. */
export function entryOf(stack: Stack): { inputs: Props; outputs: Props } {
  const [entry] = stack.entries;
  if (entry === undefined || stack.entries.length > 1) throw new Error("there isn't one entry");
  return entry;
}
