import { did } from "../support/figures";
import { applyLoad, seedOf, sizeOf, type Load } from "../support/load";
import { useWorld } from "../support/world";

// A slice of what `npm run test:soak` does with a thousand.
const load: Load = {
  organizations: 5,
  repositories: 4,
  secretsOfOrganization: 4,
  secretsOfRepository: 4,
};
const world = useWorld({ seed: seedOf(load) });

test("a hundred secrets are exact after an up in which one request in a hundred fails, and at most one more", async () => {
  expect(sizeOf(load)).toBe(100);
  did(sizeOf(load), "secrets");
  const { met, differences } = await applyLoad(world, load, 2026);
  expect(met).toBeGreaterThan(0);
  expect(differences).toEqual([]);
});
