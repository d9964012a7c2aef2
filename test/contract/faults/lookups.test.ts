import type { Fault, RequestLogEntry } from "github-codespaces-emulator";
import { ask, argsOf, lookupNames, useAskedWorld, type Asking } from "../../support/asked-lookups";
import { allOf, expectNowhere } from "../../support/canaries";
import { someFaultsOf, type NamedFault } from "../../support/faults";
import { did } from "../../support/figures";

const world = useAskedWorld();

let cases = 0;

function occasions(
  requests: readonly RequestLogEntry[],
  { place, fault: { leaves } }: { place: number; fault: NamedFault },
): [string, Fault][] {
  const { method = "", path = "" } = requests[place] ?? {};
  const nth = requests.slice(0, place).filter((one) => one.path === path).length;
  const lasting: [string, Fault] = ["from there on", { after: place, times: Infinity }];
  return leaves ? [lasting] : [["once", { method, path, after: nth, times: 1 }], lasting];
}

/** What both ways to ask make of a request is one function: the plugin's meets fewer faults. */
const askers = [
  { by: "a script", every: 2 },
  { by: "the plugin", every: 8 },
] as const;

describe.each(askers)("asked by $by", ({ by, every }) => {
  /** What is wrong with the answer to a lookup that a fault met. */
  async function brokenBy(fault: Fault, asking: Asking, wanted: string): Promise<string[]> {
    const planted = world.emulator.fail(fault);
    const answer = await ask(world.emulator, by, asking).catch((error: unknown) => error);
    planted.remove();
    await world.emulator.comeBack();
    cases += 1;
    if (typeof answer === "string") return answer === wanted ? [] : [`it answered ${answer}`];
    expectNowhere(allOf(answer), [world.emulator.token]);
    const isNamed = answer instanceof Error && answer.message.includes(" could not be read: ");
    return isNamed ? [] : [`its error names nothing: ${String(answer)}`];
  }

  test.each(lookupNames)("%s, whatever fails", async (lookup) => {
    const asking = { lookup, args: argsOf(world.name)[lookup] };
    world.emulator.clearRequests();
    const wanted = await ask(world.emulator, by, asking);
    const requests = [...world.emulator.requests];
    const turn = lookupNames.indexOf(lookup);
    const broken: string[] = [];
    for (const [place, request] of requests.entries()) {
      for (const fault of someFaultsOf(request, turn + place, every)) {
        // Node's timer for an answer is real.
        const settings = fault.lastsUntilTimeOut ? { requestTimeoutSeconds: 0.1 } : {};
        for (const [when, occasion] of occasions(requests, { place, fault })) {
          const what = { ...fault.fault(world.emulator, request), ...occasion };
          const at = `${request.method} ${request.path} | ${fault.name}, ${when}`;
          const found = await brokenBy(what, { ...asking, ...settings }, wanted);
          broken.push(...found.map((it) => `${at}: ${it}`));
        }
      }
    }
    expect(broken.slice(0, 5)).toEqual([]);
  });
});

test("there are at least 600 cases", () => {
  did(cases, "cases");
  expect(cases).toBeGreaterThanOrEqual(600);
  expect(world.emulator.violations).toEqual([]);
});
