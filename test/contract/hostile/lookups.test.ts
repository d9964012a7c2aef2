import type { Answer } from "github-codespaces-emulator";
import { ask, argsOf, lookupNames, useAskedWorld, type Asker } from "../../support/asked-lookups";
import { HOSTILE } from "../../support/hostile-answers";

// Each answer to each lookup is wrong in one thing: what a program gets of it does nothing to a terminal, and is not the
// truth in another form.

const world = useAskedWorld();

const CONTROL = /[^\P{Cc}\n\t]|\\u00[0189]|[\u202a-\u202e\u2066-\u2069]/u;
const LONGEST_ERROR = 9_000;

/** What is wrong with an answer that tells of a lookup's. */
async function brokenBy(by: Asker, lookup: (typeof lookupNames)[number], wrong: string) {
  const change = HOSTILE[wrong];
  let isChanged = false;
  const edit = (answer: Answer) => {
    const changed = change?.(answer) ?? answer;
    isChanged ||= changed.text !== JSON.stringify(answer.body ?? {});
    return changed;
  };
  const planted = world.emulator.fail({ edit, times: Infinity });
  const asking = ask(world.emulator, by, { lookup, args: argsOf(world.name)[lookup] });
  const answer = await asking.catch((error: unknown) => error as Error);
  planted.remove();
  const text = typeof answer === "string" ? answer : answer.message;
  const faults = {
    "a control character is in it": CONTROL.test(text),
    "its error names nothing": typeof answer !== "string" && !text.includes("could not be read: "),
    "its error is long": typeof answer !== "string" && text.length > LONGEST_ERROR,
    "every object is polluted": "polluted" in {},
    "a program gets what is not GitHub's": text.includes("polluted") || /:1e\+?300/.test(text),
  };
  const found = Object.entries(faults).filter(([, is]) => is);
  return { isChanged, broken: found.map(([what]) => `${wrong}: ${what}: ${text.slice(0, 200)}`) };
}

describe.each(["a script", "the plugin"] as const)("asked by %s", (by) => {
  test.each(lookupNames)("%s, whatever is wrong with the answer", async (lookup) => {
    const broken: string[] = [];
    let changed = 0;
    for (const wrong of Object.keys(HOSTILE)) {
      const one = await brokenBy(by, lookup, wrong);
      changed += Number(one.isChanged);
      broken.push(...one.broken);
    }
    expect(broken).toEqual([]);
    expect(changed).toBeGreaterThan(0);
  });
});
