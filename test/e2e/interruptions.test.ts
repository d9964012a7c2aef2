import { options, TWO } from "../support/everything";
import { EngineInterruptions, HOWS } from "../support/engine-interruptions";
import { atGitHub } from "../support/github-view";
import { textOf } from "../support/histories/engine-stack";
import type { Declared } from "../support/stack";
import { TwoVersions } from "../support/two-versions";
import { useWorld } from "../support/world";

// A slice of what `npm run test:soak` does at each request.
const world = useWorld(options);
let stack: TwoVersions;
let interruptions: EngineInterruptions;
beforeAll(async () => {
  stack = await TwoVersions.start(world);
  interruptions = new EngineInterruptions(stack);
});

const LEFT = "secret acme SHARED by hand selected";

const KEPT = { method: "PUT", path: "/orgs/acme/codespaces/secrets/KEPT" };
const CODESPACE = { method: "POST", path: "/repos/octocat/hello-world/codespaces" };

test("a codespace that was being made when the engine was killed is named by the next up: nobody else knows of it", async () => {
  const boundary = { request: CODESPACE, when: "after" } as const;
  expect(await interruptions.broken("the engine is killed", boundary)).toEqual([]);
  expect(interruptions.unknown).toBe(1);
});

const others = HOWS.filter((how) => how !== "the engine is killed");

test.each(others)("an up is finished by the next if this happens: %s", async (how) => {
  const boundary = { request: KEPT, when: "after" } as const;
  expect(await interruptions.broken(how, boundary)).toEqual([]);
});

/** A stack of other people, which adds to a secret that the first one adds to. */
function other(value: string): string {
  const declared: Declared[] = [
    {
      name: "own",
      kind: "orgSecret",
      args: { org: "acme", secretName: "SECOND", value, visibility: "private" },
    },
    {
      name: "added",
      kind: "orgSecretRepository",
      args: { org: "acme", secretName: "SHARED", repository: "acme/infra" },
    },
  ];
  return textOf(declared);
}

test("two stacks of one organization, applied at the same time, keep to their own", async () => {
  const second = await world.project({ name: "second", program: other(TWO) });
  stack.turn();
  await Promise.all([stack.project.up(), second.up()]);
  expect(await stack.found()).toEqual([]);
  await second.preview("--refresh", "--expect-no-changes");
  const own = "secret acme SECOND canary-value-two private";
  expect(atGitHub(world.emulator).split("\n")).toEqual(
    [...stack.end.replace(/(SHARED by hand selected .*)/, "$1 acme/infra").split("\n"), own].sort(),
  );
  await second.destroy();
});

test("a destroy leaves nothing", async () => {
  expect(await stack.destroyed()).toBe(LEFT);
});
