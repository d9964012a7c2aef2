import { randomInt } from "node:crypto";
import { applyLoad, seedOf, sizeOf, type Load } from "../support/load";
import { useWorld } from "../support/world";

const load: Load = {
  organizations: 5,
  repositories: 40,
  secretsOfOrganization: 40,
  secretsOfRepository: 4,
};
const world = useWorld({ seed: seedOf(load) });

test("a thousand secrets of 200 repositories and 5 organizations are exact after an up with faults, and at most one more", async () => {
  expect(sizeOf(load)).toBe(1000);
  const seed = randomInt(2 ** 31);
  process.stderr.write(`load: seed ${seed}\n`);
  const { met, differences } = await applyLoad(world, load, seed);
  expect(met).toBeGreaterThan(5);
  expect(differences).toEqual([]);
});
