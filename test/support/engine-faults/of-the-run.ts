import type { Fault, RequestLogEntry } from "github-codespaces-emulator";
import { patternOf } from "../fault-cases";
import { concernsTheRun, faultsOf, lasts } from "../faults";
import type { TwoVersions, Version } from "../two-versions";

/** One request of an `up` of all classes, and what goes wrong with it. */
export interface Trial {
  /** The version that the `up` goes to. */
  to: Version;
  /** In words that tell all of it. */
  name: string;
  isOfTheRun: boolean;
  request: RequestLogEntry;
  fault: Fault;
}

/** No wait of a minute: the run ends instead. */
export const SETTINGS = {
  GITHUB_CODESPACES_MAX_WAIT_SECONDS: "20",
  GITHUB_CODESPACES_RETRIES: "1",
};
const IMPATIENT = "GITHUB_CODESPACES_REQUEST_TIMEOUT_SECONDS";

const NAMED = /(Org|User|Repo)?Codespaces?\w* \S+ could not be (created|read|updated|deleted): /;

/** Each request to each version with each fault. */
export function trialsOf({ requests, emulator }: TwoVersions): Trial[] {
  return (["two", "one"] as const).flatMap((to) =>
    requests[to].flatMap((request, place) => {
      const { method, path } = request;
      const earlier = requests[to].slice(0, place);
      const nth = earlier.filter((one) => one.path === path && one.method === method).length;
      const at = `to ${to} | ${method} ${path} (${nth + 1})`;
      return faultsOf(request).flatMap((named): Trial[] => {
        const fault = named.fault(emulator, request);
        const once = { ...fault, method, path: patternOf(path), after: nth, times: 1 };
        const isOfTheRun = concernsTheRun(named);
        const passing = {
          to,
          request,
          isOfTheRun,
          name: `${at} | ${named.name}, once`,
          fault: once,
        };
        if (!lasts(request, named)) return [passing];
        const lasting = {
          ...passing,
          name: `${at} | ${named.name}, from there on`,
          fault: { ...fault, after: place, times: Infinity },
        };
        return named.leaves ? [lasting] : [passing, lasting];
      });
    }),
  );
}

/** What is broken after the `up` that meets the fault, and after the next. */
export async function broken(
  stack: TwoVersions,
  { name, fault }: Pick<Trial, "name" | "fault">,
): Promise<string[]> {
  const { project, emulator } = stack;
  stack.turn();
  const planted = emulator.fail(fault);
  project.setEnv({ [IMPATIENT]: "2" });
  const run = await project.try("up", "--yes", "--skip-preview");
  project.setEnv({ [IMPATIENT]: undefined });
  planted.remove();
  await emulator.comeBack();
  stack.note(run.output);
  const wrong = planted.hits > 0 ? [] : ["no request met the fault"];
  if (run.code === 0) wrong.push(...stack.differences());
  if (run.code !== 0 && !NAMED.test(run.output)) wrong.push(`no error names it: ${run.output}`);
  if (run.code !== 0) {
    const again = await project.try("up", "--yes", "--skip-preview");
    stack.note(again.output);
    if (again.code !== 0) wrong.push(`the next up fails: ${again.output}`);
    wrong.push(...stack.differences());
  }
  return wrong.map((one) => `${name}: ${one}`);
}
