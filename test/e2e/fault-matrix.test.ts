import { seedWith } from "github-codespaces-emulator";
import { Batch } from "../support/engine-faults/batch";
import { allPlayed, chosen } from "../support/engine-faults/chosen";
import { did } from "../support/figures";
import { useWorld } from "../support/world";

// A slice of what `npm run test:soak` does with all of them.
const STEP = 41;
const seed = seedWith({ organizations: 80, repositories: 2, members: 3 });
const world = useWorld({ seed, codespaceStepMs: 0 });

test("whatever fails in up, refresh or destroy, GitHub is as declared or an error names it, and the next one finishes", async () => {
  const all = await allPlayed();
  const batch = new Batch(world, chosen(all, { step: STEP }));
  expect(await batch.run()).toEqual([]);
  did(batch.met, "cases");
  expect(batch.met).toBeGreaterThanOrEqual(120);
});
