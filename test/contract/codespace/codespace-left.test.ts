import type { Props } from "../../../provider/src/rules/plain";
import { REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, type ProviderRun } from "../../support/lifecycles";

// A codespace whose creation nobody remembers, since everything was killed before the state was saved.

const world = useCodespaces();
const HOUR = 3_600_000;
const PLACE: Props = { repository: REPOSITORY };
const WARNING = /^Codespace (\S+) \(.*may have been left by an `up` that was killed/;

/** Which codespaces a run has named in its warnings. */
const named = ({ lines }: ProviderRun) =>
  lines.flatMap((line) => WARNING.exec(line)?.slice(1) ?? []);

async function created(inputs: Props, run = world.run()): Promise<string> {
  return (await create(run.codespace, inputs)).id;
}

test.each<[string, Props]>([
  ["without a name", PLACE],
  ["of the same name", { ...PLACE, displayName: "mine" }],
  ["of a pull request", { pullRequest: `${REPOSITORY}#7` }],
])("%s is named by the next creation, and is neither deleted nor taken over", async (_, inputs) => {
  const left = await created(inputs);
  const next = world.run();
  const id = await created(inputs, next);
  expect(named(next)).toEqual([left]);
  expect(world.remaining().sort()).toEqual([left, id].sort());
});

test.each<[string, Props, Props, number]>([
  ["an hour later", PLACE, PLACE, HOUR],
  ["of another branch", { ...PLACE, ref: "develop" }, { ...PLACE, ref: "main" }, 0],
  ["that a person has called something", { ...PLACE, displayName: "theirs" }, PLACE, 0],
  ["of another name", { ...PLACE, displayName: "one" }, { ...PLACE, displayName: "two" }, 0],
])("one %s is not", async (_, left, inputs, later) => {
  await created(left);
  world.emulator.advance(later);
  const next = world.run();
  await created(inputs, next);
  expect(named(next)).toEqual([]);
});

test("nor is what the program has", async () => {
  const { codespace } = world.run();
  const { outputs } = await create(codespace, PLACE);
  const next = world.run();
  next.codespace.replaces(outputs, PLACE);
  await created(PLACE, next);
  await created(PLACE, next);
  expect(named(next)).toEqual([]);
});

test("a creation doesn't depend on the list", async () => {
  world.emulator.fail({ method: "GET", path: "/user/codespaces", status: 404, times: 100 });
  const next = world.run();
  await created(PLACE, next);
  expect(world.remaining()).toHaveLength(1);
});
