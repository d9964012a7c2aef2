import { tokens, type Emulator } from "github-codespaces-emulator";
import { canariesIn } from "../canaries";
import { emulatedStack } from "../emulated-stack";
import { PulumiProject } from "../pulumi-project";
import { Stack, type Declared, type Entry } from "../stack";
import type { History } from "./commands";
import { EngineStack } from "./engine-stack";
import { VALUES } from "./slots";

/** A stack that histories are played with: of the stand-in, or of the real engine. */
export interface ActingStack extends Pick<Stack, "up" | "refresh" | "destroy"> {
  readonly entries: readonly Entry[];
  readonly said: readonly string[];
  preview(program: readonly Declared[]): Promise<string[]>;
  taint(name: string): void | Promise<void>;
  /** Puts the machine's clock so many milliseconds before GitHub's. The real one's stays as it is. */
  setClock?(ahead: number): void;
}
export type ActingStacks = readonly [ActingStack, ActingStack];

/** Of the stand-in for the engine, in the emulator's time. */
export function standIns(emulator: Emulator, { parallel }: History): ActingStacks {
  const stack = () => {
    let ahead = 0;
    const acting: ActingStack = emulatedStack(emulator, { parallel }, () => ahead);
    acting.setClock = (ms) => void (ahead = ms);
    return acting;
  };
  return [stack(), stack()];
}

/** The values and the token that are in what was said or in a state. */
export function tracesIn(stacks: ActingStacks): string[] {
  const all = JSON.stringify(stacks.map(({ said, entries }) => [said, entries]));
  return canariesIn(all, [...VALUES, tokens.classic]);
}

/** Of the real engine; `end` takes their projects away. */
export async function ofEngine(
  emulator: Emulator,
  { parallel }: History,
): Promise<{ stacks: ActingStacks; end: () => void }> {
  const env = { GITHUB_API_URL: emulator.url, GITHUB_TOKEN: tokens.classic };
  const [first, second] = await Promise.all(
    ["first", "second"].map(async (name) => {
      const project = await PulumiProject.create({ name, program: "", env });
      return { project, stack: new EngineStack(project, name, { parallel }) };
    }),
  );
  if (first === undefined || second === undefined) throw new Error("two projects were made");
  const end = () => {
    first.project.remove();
    second.project.remove();
  };
  return { stacks: [first.stack, second.stack], end };
}
