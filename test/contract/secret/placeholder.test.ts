import { manualClock } from "github-codespaces-emulator";
import { VALUE_IGNORED } from "../../../provider/src/rules/hints";
import { useEmulator } from "../../support/emulator-client";
import { KINDS, Scenario } from "../../support/secret-scenario";
import { requestLines } from "../../support/world";

// `ignoreChanges: ["value"]`: the value in the program is a placeholder, and others write the real one.

const { emulator } = useEmulator({ clock: manualClock() });
const LEFT = { [VALUE_IGNORED]: true };
const writes = () => requestLines(emulator).filter((line) => line.startsWith("PUT"));

describe.each(KINDS)("a placeholder for a %s", (kind) => {
  test("that exists already is refused before the write, and the way to keep the value is named", async () => {
    const scenario = new Scenario(emulator, kind);
    scenario.byHand({ value: "theirs" });
    emulator.clearRequests();
    const up = scenario.secret.up(scenario.program("placeholder", undefined, LEFT));
    await expect(up).rejects.toThrow(/it exists already .* keepValue: true in the place of value/);
    expect(writes()).toEqual([]);
    expect(scenario.held?.openedValue).toBe("theirs");
  });

  test("that is new is written", async () => {
    const scenario = new Scenario(emulator, kind);
    await scenario.secret.up(scenario.program("placeholder", undefined, LEFT));
    expect(scenario.held?.openedValue).toBe("placeholder");
  });

  test("overwrites where the resource itself says so", async () => {
    const scenario = new Scenario(emulator, kind);
    scenario.byHand({ value: "theirs" });
    const more = { ...LEFT, onExisting: "adopt" };
    await scenario.secret.up(scenario.program("placeholder", undefined, more));
    expect(scenario.held?.openedValue).toBe("placeholder");
    expect(scenario.secret.lines).toEqual([expect.stringContaining("its value overwritten")]);
  });
});
