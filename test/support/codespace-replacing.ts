import type { Props } from "../../provider/src/rules/plain";
import { REPOSITORY, useCodespaces } from "./codespace-world";
import { checked, create, type ProviderRun } from "./lifecycles";

/** A codespace as the state has it. */
export interface Held {
  id: string;
  outputs: Props;
}

/** The calls of Pulumi's engine up to its decision: it checks what it replaces once more, with nothing. */
export function decide({ codespace }: ProviderRun, { outputs }: Held, news: Props) {
  const { declared } = outputs as { declared: Props };
  const replaces = codespace.replaces(outputs, checked(codespace, news, declared));
  return { replaces, inputs: checked(codespace, news) };
}

/** A replacement as the engine does it, the old one deleted first. */
export async function replace(run: ProviderRun, held: Held, news: Props): Promise<Held> {
  const { replaces, inputs } = decide(run, held, news);
  expect(replaces).not.toEqual([]);
  await run.codespace.delete(held.id, held.outputs);
  return run.codespace.create(inputs);
}

/** What a repository is renamed to. */
export const RENAMED = "octocat/hello-world-2";

export function useReplacing() {
  const world = useCodespaces();
  return {
    world,
    made: async (inputs: Props): Promise<Held> => {
      const held = await create(world.run().codespace, inputs);
      world.emulator.clearRequests();
      return held;
    },
    rename: (): void => {
      world.emulator.drift.renameRepository(REPOSITORY, RENAMED);
    },
  };
}
