import { seedWith } from "github-codespaces-emulator";
import { Batch } from "../support/engine-faults/batch";
import { allPlayed, chosen } from "../support/engine-faults/chosen";
import { soakThrough } from "../support/soaking";
import { useWorld } from "../support/world";

/** So many batches have all cases. */
const BATCHES = 43;
const seed = seedWith({ organizations: 80, repositories: 2, members: 3 });
const world = useWorld({ seed, codespaceStepMs: 0 });

test("each request of each verb meets each fault on the real engine, as long as there is time", async () => {
  const all = await allPlayed();
  const batches = Array.from({ length: BATCHES }, (_, from) => from);
  const { broken, done } = await soakThrough("faults on the engine", batches, async (from) => {
    const batch = new Batch(world, chosen(all, { step: BATCHES, from }));
    const found = await batch.run();
    process.stderr.write(
      `${batch.met} faults were met; not met: ${batch.unmet.join("; ") || "none"}\n`,
    );
    return found;
  });
  expect(broken).toEqual([]);
  expect(done).toBeGreaterThan(0);
});
