import { createHash } from "node:crypto";
import { manualClock } from "github-codespaces-emulator";
import { useEmulator } from "../../support/emulator-client";
import { all, applied, later, orgSet, valuesOf } from "../../support/sets";

const { emulator } = useEmulator({ clock: manualClock() });

/** Hashes can't be compressed: so many don't fit into an error of Pulumi's. */
const noise = (name: string) =>
  ["1", "2", "3", "4"]
    .map((one) =>
      createHash("sha512")
        .update(one + name)
        .digest("hex"),
    )
    .join("");
const names = Array.from({ length: 80 }, (_, one) =>
  `S_${one}_${noise(String(one))}`.toUpperCase(),
);
const of = (value: string) => orgSet(Object.fromEntries(names.map((name) => [name, all(value)])));

test("what was written and doesn't fit into the error is not recorded, and the error says what follows from it", async () => {
  const stack = await applied(emulator, of("1"));
  const path = `/orgs/acme/codespaces/secrets/${names[7] ?? ""}`;
  emulator.fail({ method: "PUT", path, status: 422, times: 1 });
  expect(await stack.up([of("2")])).toMatch(
    /1 of 80 secrets failed: .* so it has none of it: run again before you take anything back, or split the set\.$/,
  );
  later(emulator);
  expect(await stack.up([of("2")])).toBeUndefined();
  expect(new Set(names.map((name) => valuesOf(emulator)[name]))).toEqual(new Set(["2"]));
});

test("a sentence at the end of an error stays, however long the reasons are", async () => {
  const stack = await applied(emulator, of("1"));
  emulator.fail({ method: "DELETE", path: /\/S_[1-5]\d?_/, status: 422, times: Infinity });
  const said = await stack.destroy();
  expect(said).toContain("of 80 secrets failed");
  expect(said).toMatch(/run `pulumi refresh` before the next `pulumi up`\.$/);
  expect(said?.length).toBeLessThan(8_000);
});
