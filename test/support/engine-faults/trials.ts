import type { Emulator, Fault, RequestLogEntry } from "github-codespaces-emulator";
import { concernsTheRun, faultsOf, lasts } from "../faults";
import { linesAt } from "../github-view";
import { newRun } from "../lifecycles";
import { Stack } from "../stack";
import { FIRST, moved, namesOf, scopeOf, type Scope } from "./scope";
import type { ScopedVerb } from "./verbs";

/** Which command meets the faults. */
export type Command = "up" | "refresh" | "destroy";

/** One request of one verb, and what goes wrong with it. */
export interface Trial {
  verb: ScopedVerb;
  command: Command;
  /** In words that tell all of it. */
  name: string;
  /** The fault in another scope. */
  plant: (emulator: Emulator, scope: Scope) => Fault;
}

/** What becomes of a verb without a fault. */
export interface Played {
  verb: ScopedVerb;
  trials: Record<Command, Trial[]>;
  /** Its lines at GitHub before and after it, in another scope. */
  before: (scope: Scope) => string[];
  after: (scope: Scope) => string[];
  /** What a destroy leaves. */
  left: (scope: Scope) => string[];
}

const HERE = scopeOf(FIRST);

/** Plays a verb at the lifecycles, and finds in the log what may go wrong. */
export async function played(emulator: Emulator, verb: ScopedVerb): Promise<Played> {
  emulator.reset();
  const onWait = (ms: number) => {
    emulator.advance(ms);
  };
  const stack = new Stack(() => newRun({ url: emulator.url, token: emulator.token, onWait }));
  const declared = (program: ScopedVerb["after"]) => program.map((one) => one(HERE));
  const logged = async (work: Promise<string | undefined>, command: Command) => {
    const failed = await work;
    if (failed !== undefined) throw new Error(`${verb.name}, without a fault: ${failed}`);
    const trials = trialsOf(emulator, { verb, command });
    emulator.clearRequests();
    return trials;
  };
  verb.byHand?.(emulator, HERE);
  await logged(stack.up(declared(verb.before)), "up");
  const first = linesAt(emulator);
  const up = await logged(stack.up(declared(verb.after)), "up");
  const last = linesAt(emulator);
  const refresh = await logged(stack.refresh(), "refresh");
  const destroy = await logged(stack.destroy(), "destroy");
  const inScope = (lines: string[]) => (scope: Scope) =>
    lines.map((line) => moved(line, { from: HERE, to: scope })).sort();
  return {
    verb,
    trials: { up, refresh, destroy },
    before: inScope(first),
    after: inScope(last),
    left: inScope(linesAt(emulator)),
  };
}

/** Each request of the log whose path is the scope's alone, with each fault that it alone meets. */
function trialsOf(
  { requests }: Emulator,
  { verb, command }: Pick<Trial, "verb" | "command">,
): Trial[] {
  const own = [...requests].filter(({ path }) => namesOf(HERE).test(path));
  const deletion = own.findIndex(({ method }) => method === "DELETE");
  const first = verb.replaces && command === "up" ? deletion + 1 : 0;
  return own.flatMap((request, place): Trial[] => {
    if (place < first) return [];
    const { method, path } = request;
    const earlier = own.slice(0, place);
    const nth = earlier.filter((one) => one.path === path && one.method === method).length;
    const at = `${command} | ${verb.name} | ${method} ${path} (${nth + 1})`;
    return faultsOf(request)
      .filter((fault) => !concernsTheRun(fault))
      .flatMap((named): Trial[] => {
        const planting =
          (occasion: (scope: Scope) => Partial<Fault>) => (at: Emulator, to: Scope) => {
            const there: RequestLogEntry = { ...request, path: moved(path, { from: HERE, to }) };
            return { ...named.fault(at, there), ...occasion(to) };
          };
        const once = planting((to) => ({
          method,
          path: moved(path, { from: HERE, to }),
          after: nth,
          times: 1,
        }));
        const always = planting((to) => ({ path: namesOf(to), after: place, times: Infinity }));
        const passing = { verb, command, name: `${at} | ${named.name}, once`, plant: once };
        if (!lasts(request, named)) return [passing];
        return [
          passing,
          { ...passing, name: `${at} | ${named.name}, from there on`, plant: always },
        ];
      });
  });
}
