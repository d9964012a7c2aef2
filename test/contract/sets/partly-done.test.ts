import { manualClock } from "github-codespaces-emulator";
import { repoSecretSet } from "../../../provider/src/kinds/secrets";
import { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import { carried, singlesIn } from "../../../provider/src/lifecycle/secrets/singles";
import type { Props } from "../../../provider/src/rules/plain";
import { wireSize } from "../../../provider/src/texts";
import { emulatedStack } from "../../support/emulated-stack";
import { useEmulator } from "../../support/emulator-client";
import type { Declared } from "../../support/stack";
import { all, applied, later, orgSet, selected, valuesOf, writesTo } from "../../support/sets";

// Of a set's secrets some fail: the others are done and recorded, and the next `up` sends what is missing.

const { emulator } = useEmulator({ clock: manualClock() });
const names = Array.from({ length: 95 }, (_, index) => `S_${String(index).padStart(2, "0")}`);
const hundred = (value = "v"): Props =>
  Object.fromEntries(names.map((name) => [name, all(`${value}-${name}`)]));
const THREE = ["S_10", "S_50", "S_90"];
const putsOf = (them: readonly string[]) => them.map((name) => `PUT …/${name}`);

function refuse(...them: string[]) {
  const faults = them.map((name) =>
    emulator.fail({
      method: "PUT",
      path: `/orgs/acme/codespaces/secrets/${name}`,
      status: 422,
      body: { message: "Nope" },
      times: Infinity,
    }),
  );
  return () => {
    for (const fault of faults) fault.remove();
  };
}

test("three are refused: the others are written and recorded, and the error names the three with GitHub's words", async () => {
  const stack = emulatedStack(emulator);
  const allow = refuse(...THREE);
  const failed = await stack.up([orgSet(hundred())]);
  expect(failed).toMatch(
    /^OrgCodespacesSecrets acme could not be created: 3 of 95 secrets failed: /,
  );
  for (const name of THREE) {
    expect(failed).toContain(
      `OrgCodespacesSecret acme/${name} could not be created: GitHub answered 422`,
    );
  }
  expect(failed).toContain("(Nope");
  expect(Object.keys(valuesOf(emulator))).toHaveLength(92 + seeded);
  allow();
  later(emulator);
  expect(await stack.up([orgSet(hundred())])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(putsOf(THREE));
  expect(await stack.preview([orgSet(hundred())])).toEqual([]);
});

test("of changed values three are refused: the next up sends these, and a refresh before it doesn't change that", async () => {
  const stack = await applied(emulator, orgSet(hundred()));
  const allow = refuse(...THREE);
  expect(await stack.up([orgSet(hundred("w"))])).toMatch(
    /could not be updated: 3 of 95 secrets failed/,
  );
  allow();
  later(emulator);
  expect(await stack.refresh()).toBeUndefined();
  expect(await stack.up([orgSet(hundred("w"))])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(putsOf(THREE));
  expect(valuesOf(emulator)).toMatchObject({ S_10: "w-S_10", S_11: "w-S_11" });
});

test("the program is taken back after that: what was written is written again, and the three stay", async () => {
  const stack = await applied(emulator, orgSet({ A: all("1"), B: all("2"), C: all("3") }));
  const allow = refuse("B");
  await stack.up([orgSet({ A: all("one"), B: all("two"), C: all("3") })]);
  allow();
  later(emulator);
  const before = orgSet({ A: all("1"), B: all("2"), C: all("3") });
  expect(await stack.up([before])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A"]);
  expect(await stack.preview([before])).toEqual([]);
});

test("one that was refused and leaves the program is forgotten, and a destroy deletes what was made", async () => {
  const stack = emulatedStack(emulator);
  const allow = refuse("B");
  await stack.up([orgSet({ A: all("1"), B: all("2") })]);
  allow();
  later(emulator);
  expect(await stack.up([orgSet({ A: all("1") })])).toBeUndefined();
  expect(writesTo(emulator)).toEqual([]);
  expect(await stack.destroy()).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["DELETE …/A"]);
});

test("all are refused: nothing is recorded", async () => {
  const stack = emulatedStack(emulator);
  refuse("A", "B");
  expect(await stack.up([orgSet({ A: all("1"), B: all("2") })])).toMatch("2 of 2 secrets failed");
  expect(stack.entries).toEqual([]);
});

test("what the program no longer has stays as long as something fails, and then goes", async () => {
  const stack = await applied(emulator, orgSet({ A: all("1"), OLD: all("2") }));
  const allow = refuse("A");
  await stack.up([orgSet({ A: all("one") })]);
  expect(valuesOf(emulator)).toMatchObject({ OLD: "2" });
  allow();
  later(emulator);
  expect(await stack.up([orgSet({ A: all("one") })])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["DELETE …/OLD", "PUT …/A"]);
});

test("a deletion that fails is in the error, and done by the next up or the destroy", async () => {
  for (const next of ["up", "destroy"] as const) {
    const stack = await applied(emulator, orgSet({ A: all("1"), OLD: all("2") }));
    const fault = emulator.fail({ method: "DELETE", status: 403, times: 1 });
    expect(await stack.up([orgSet({ A: all("1") })])).toMatch(
      "OrgCodespacesSecret acme/OLD could not be deleted: GitHub answered 403",
    );
    fault.remove();
    expect(
      await (next === "up" ? stack.up([orgSet({ A: all("1") })]) : stack.destroy()),
    ).toBeUndefined();
    expect(valuesOf(emulator)).not.toHaveProperty("OLD");
    expect(await stack.destroy()).toBeUndefined();
  }
});

test("an answer that got lost is written again by the next up, and no other", async () => {
  const stack = await applied(emulator, orgSet({ A: all("1"), B: all("2") }));
  const path = "/orgs/acme/codespaces/secrets/A";
  const fault = emulator.fail({ method: "PUT", path, drop: "after", times: Infinity });
  const after = orgSet({ A: all("one"), B: all("two") });
  expect(await stack.up([after])).toMatch("1 of 2 secrets failed");
  fault.remove();
  later(emulator);
  expect(await stack.up([after])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(["PUT …/A"]);
});

test("what the error of a hundred secrets carries stays below Pulumi's limit, and tells all", async () => {
  const stack = emulatedStack(emulator);
  const lists = Object.fromEntries(
    names.map((name) => [name, selected("v", "api", "web", "docs")]),
  );
  const allow = refuse(...THREE);
  await stack.up([orgSet(lists)]);
  const [thrown] = stack.thrown;
  if (!(thrown instanceof PartlyDone)) throw new Error("it was not partly done");
  expect(wireSize(thrown.properties)).toBeLessThan(20_000);
  allow();
  later(emulator);
  expect(await stack.refresh()).toBeUndefined();
  expect(await stack.up([orgSet(lists)])).toBeUndefined();
  expect(writesTo(emulator)).toEqual(putsOf(THREE));
});

/** What the emulator's organization has from the start. */
let seeded = 0;
beforeEach(() => {
  seeded = emulator.orgSecrets("acme").length;
});

test("of far more secrets than an error can carry, what is missing is written all the same", async () => {
  const repositories = ["acme/api", "acme/web", "acme/docs", "acme/infra"];
  const secrets = Object.fromEntries(names.map((name) => [name, { value: `v-${name}` }]));
  const program: Declared = { name: "set", kind: "repoSecrets", args: { repositories, secrets } };
  const stack = emulatedStack(emulator, { parallel: true });
  const path = "/repos/acme/docs/codespaces/secrets/S_07";
  const fault = emulator.fail({ method: "PUT", path, status: 422, times: Infinity });
  expect(await stack.up([program])).toMatch("1 of 380 secrets failed");
  const [thrown] = stack.thrown;
  if (!(thrown instanceof PartlyDone)) throw new Error("it was not partly done");
  expect(wireSize(thrown.properties)).toBeLessThan(24_000);
  fault.remove();
  later(emulator);
  expect(await stack.up([program])).toBeUndefined();
  expect(emulator.repoSecret("acme/docs", "S_07")?.openedValue).toBe("v-S_07");
  expect(await stack.preview([program])).toEqual([]);
});

test.each(["warn", "ignore"])(
  'of far more secrets than an error can carry, a value by hand stays with onExternalChange "%s"',
  async (onExternalChange) => {
    const repositories = ["acme/api", "acme/web", "acme/docs", "acme/infra", "acme/x", "acme/y"];
    for (const name of repositories.slice(4)) emulator.drift.createRepository(name);
    const of = (changed: Props): Declared => {
      const values = {
        ...Object.fromEntries(names.map((name) => [name, `v-${name}`])),
        ...changed,
      };
      const rows = Object.entries(values).map(([name, value]) => [
        name,
        { value, onExternalChange },
      ]);
      return {
        name: "set",
        kind: "repoSecrets",
        args: { repositories, secrets: Object.fromEntries(rows) as Props },
      };
    };
    const stack = await applied(emulator, of({}));
    emulator.drift.repoSecret("acme/web", "S_10", { value: "by hand" });
    later(emulator);
    expect(await stack.refresh()).toBeUndefined();
    const path = "/repos/acme/docs/codespaces/secrets/S_07";
    emulator.fail({ method: "PUT", path, status: 422, times: 1 });
    expect(await stack.up([of({ S_07: "new" })])).toMatch("1 of 570 secrets failed");
    later(emulator);
    expect(await stack.up([of({ S_07: "new", S_08: "newer" })])).toBeUndefined();
    const places = repositories.map((repository) => `PUT /repos/${repository}/codespaces/secrets`);
    expect(writesTo(emulator)).toEqual(
      [...places.map((place) => `${place}/S_08`), `PUT ${path}`].sort(),
    );
    expect(emulator.repoSecret("acme/web", "S_10")?.openedValue).toBe("by hand");
    expect(await stack.preview([of({ S_07: "new", S_08: "newer" })])).toEqual([]);
  },
);

describe("of what an error can't carry", () => {
  const keys = Array.from({ length: 3000 }, (_, one) => `acme/r-${one % 100}/S_${one}`);
  const words = "created 2026-01-01T00:00:00Z, last written 2026-01-01T00:00:00Z";
  const list = (from: number) =>
    Object.fromEntries(Array.from({ length: 300 }, (_, one) => [`acme/r-${one}`, from * 7 + one]));
  const of = (names: string[], row: (index: number) => Props) => ({
    repositories: Object.fromEntries(names.map((name) => [name.slice(0, -4), "selected"])),
    secrets: Object.fromEntries(names.map((name, index) => [name, row(index)])),
    values: names.map((name) => `${name}=fp1:0123456789012345678901`).join(" "),
  });

  test.each<[string, Props]>([
    [
      "what a refresh has found besides",
      {
        ...of(keys.slice(0, 9), () => ({})),
        undeclaredSecrets: Object.fromEntries(keys.map((key) => [key, words])),
      },
    ],
    [
      "long lists",
      of(keys.slice(0, 99), (index) => ({
        visibility: "selected",
        selectedRepositories: list(index),
      })),
    ],
    [
      "very many secrets",
      of(keys, (index) => ({ repositoryId: index % 100, updatedAt: words.slice(8, 28) })),
    ],
  ])("%s is left out, and each secret is still there", (_, outputs) => {
    const left = carried(outputs) ?? {};
    expect(wireSize(left)).toBeLessThanOrEqual(24_000);
    expect([...singlesIn(repoSecretSet, left).keys()]).toEqual(
      Object.keys(outputs.secrets as Props),
    );
  });

  test("what doesn't fit at all is not recorded", () => {
    const many = Array.from({ length: 40_000 }, (_, one) => `acme/r-${one * 7919}/S_${one}`);
    expect(carried(of(many, () => ({})))).toBeUndefined();
  });
});
