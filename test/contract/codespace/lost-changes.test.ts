import type { Props } from "../../../provider/src/rules/plain";
import { failureOf, REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, update } from "../../support/lifecycles";
import { Stack, type Declared } from "../../support/stack";

// A change of a codespace got lost, and so did all that came after it: it may have had its effect.

const world = useCodespaces();

const codespace = (args: Props): Declared => ({
  name: "codespace",
  kind: "codespace",
  args: { repository: REPOSITORY, ...args },
});

const changes: [string, Props, Props][] = [
  ["machine", { machine: "basicLinux32gb" }, { machine: "standardLinux32gb" }],
  ["state", { desiredState: "running" }, { desiredState: "stopped" }],
  ["name", { displayName: "one" }, { displayName: "two" }],
];

describe.each(changes)("a change of its %s that may have had its effect", (_, old, changed) => {
  async function lost(): Promise<Stack> {
    const stack = new Stack(() => world.run());
    expect(await stack.up([codespace(old)])).toBeUndefined();
    const [method, path] = old.desiredState ? ["POST", /\/stop$/] : ["PATCH", /codespaces/];
    const fault = world.emulator.fail({ method, path, drop: "after", times: Infinity });
    expect(await stack.up([codespace(changed)])).toMatch(/^Codespace \S+ could not be updated: /);
    fault.remove();
    world.emulator.advance(60_000);
    return stack;
  }

  const seen = () => {
    const { nextMachine, state, displayName } = world.only();
    return { nextMachine, state, displayName };
  };

  test("is taken back by the program of before", async () => {
    const stack = await lost();
    const lostThere = seen();
    expect(await stack.up([codespace(old)])).toBeUndefined();
    expect(seen()).not.toEqual(lostThere);
    expect(await stack.preview([codespace(old)])).toEqual([]);
  });

  test("is there after the next up", async () => {
    const stack = await lost();
    const lostThere = seen();
    expect(await stack.up([codespace(changed)])).toBeUndefined();
    expect(seen()).toEqual(lostThere);
    expect(await stack.preview([codespace(changed)])).toEqual([]);
  });
});

// A stop is seen, and not asked for again.
test.each(changes.filter(([what]) => what !== "state"))(
  "a change of its %s that a hook asks for again in vain is in the state as not known",
  async (_, old, changed) => {
    const run = world.run();
    const { id, outputs } = await create(run.codespace, { repository: REPOSITORY, ...old });
    const next = () => update(run.codespace, id, outputs, { repository: REPOSITORY, ...changed });
    const fault = world.emulator.fail({ method: "PATCH", drop: "after", times: Infinity });
    const lost = await failureOf(next());
    fault.remove();
    world.emulator.fail({ method: "PATCH", status: 403, times: Infinity });
    const refused = await failureOf(next());
    expect(refused.properties).toEqual(lost.properties);
  },
);
