import { broken, SETTINGS, trialsOf, type Trial } from "../support/engine-faults/of-the-run";
import { options } from "../support/everything";
import { soakThrough } from "../support/soaking";
import { TwoVersions } from "../support/two-versions";
import { useWorld } from "../support/world";

const world = useWorld(options);

/** The trials of both directions in pairs, since the stack goes from one version to the other and back. */
function pairsOf(trials: readonly Trial[]): Trial[][] {
  const [two, one] = (["two", "one"] as const).map((to) =>
    trials.filter((trial) => trial.to === to),
  );
  const length = Math.max(two?.length ?? 0, one?.length ?? 0);
  return Array.from({ length }, (_, index) =>
    [two, one].flatMap((those = []) => those[index % those.length] ?? []),
  );
}

test("each request of an up of all classes meets each fault on the real engine, one at a time, as long as there is time", async () => {
  const stack = await TwoVersions.start(world, { env: SETTINGS });
  // First what no other suite on the engine has: what ends the whole run, and what the user's resources share.
  const trials = trialsOf(stack);
  const isOnlyHere = ({ isOfTheRun, request: { path } }: Trial) =>
    isOfTheRun || path === "/graphql" || path.startsWith("/user");
  const pairs = pairsOf(trials.filter(isOnlyHere));
  const { broken: all, done } = await soakThrough("faults of a run", pairs, async (pair) => {
    const found: string[] = [];
    for (const trial of pair) found.push(...(await broken(stack, trial)));
    found.push(...(await stack.found()));
    return found;
  });
  expect(all).toEqual([]);
  expect(done).toBeGreaterThan(0);
  expect(await stack.destroyed()).toBe("secret acme SHARED by hand selected");
});
