import { broken, SETTINGS, trialsOf } from "../support/engine-faults/of-the-run";
import { did } from "../support/figures";
import { options } from "../support/everything";
import { TwoVersions } from "../support/two-versions";
import { useWorld } from "../support/world";

// What fails for more than the request that meets it; a slice of what `npm run test:soak` does with each request.
const world = useWorld(options);
let stack: TwoVersions;
beforeAll(async () => {
  stack = await TwoVersions.start(world, { env: SETTINGS });
});

test.each([
  "401, from there on",
  "429, once",
  "429 with retry-after, once",
  "403 of a secondary limit, from there on",
  "connection refused, from there on",
])("%s, in the middle of an up: the next one finishes", async (fault) => {
  const trials = trialsOf(stack).filter(
    ({ to, name }) => to === stack.next && name.endsWith(`| ${fault}`),
  );
  const trial = trials[Math.floor(trials.length / 2)];
  if (trial === undefined) throw new Error(`no request meets ${fault}`);
  expect(await broken(stack, trial)).toEqual([]);
  did(1, "cases");
});

test("then a refresh and a preview find nothing, and a destroy leaves nothing", async () => {
  expect(await stack.found()).toEqual([]);
  expect(await stack.destroyed()).toBe("secret acme SHARED by hand selected");
});
