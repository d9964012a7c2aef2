import { manualClock } from "github-codespaces-emulator";
import { testOfClasses } from "../../support/hosts";
import { useEmulator } from "../../support/emulator-client";
import { all, applied, later, orgSet, single, valuesOf } from "../../support/sets";
import type { Declared, UpOptions } from "../../support/stack";

// A set with placeholders, whose values ignoreChanges leaves to others, and the values that somebody wrote by hand at GitHub, which
// gives none back.

const { emulator } = useEmulator({ clock: manualClock() });

const ALL_VALUES = ["secrets", "values", "encryptedValues"];
const set = (ignoreChanges: readonly string[], name = "set"): Declared => ({
  ...orgSet({ A: all("placeholder"), B: all("placeholder") }, {}, name),
  ignoreChanges,
});
const singles = ["A", "B"].map((name): Declared => ({
  ...single(name, all("placeholder")),
  ignoreChanges: ["value"],
}));

describe.each([ALL_VALUES, ["values"], ["*"]].map((names) => [names.join(), names] as const))(
  "with ignoreChanges of %s",
  (_, ignored) => {
    testOfClasses.each<[string, Declared[], string, UpOptions]>([
      ["renamed without an alias", [set(ignored)], "another", {}],
      ["renamed in an up that refreshes", [set(ignored)], "another", { refresh: true }],
      ["replaced", [set(ignored)], "set", { replace: ["set"] }],
      ["in the place of single ones", singles, "set", {}],
      ["in their place in an up that refreshes", singles, "set", { refresh: true }],
    ])("a value by hand stays in a set %s", async (_how, before, name, options) => {
      const stack = await applied(emulator, ...before);
      expect(valuesOf(emulator)).toMatchObject({ A: "placeholder", B: "placeholder" });
      emulator.drift.orgSecret("acme", "A", { value: "by hand", visibility: "all" });
      later(emulator);
      expect(await stack.up([set(ignored, name)], options)).toBeUndefined();
      expect(valuesOf(emulator)).toMatchObject({ A: "by hand", B: "placeholder" });
      expect(await stack.preview([set(ignored, name)])).toEqual([]);
      later(emulator);
      expect(await stack.refresh()).toBeUndefined();
      expect(await stack.preview([set(ignored, name)])).toEqual([]);
    });
  },
);
