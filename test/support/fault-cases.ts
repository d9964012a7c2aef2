import type { Emulator, Fault } from "github-codespaces-emulator";
import type { Verb } from "./fault-verbs";
import { lasts, someFaultsOf, type NamedFault } from "./faults";

/** One request of a verb, and what goes wrong with it. */
export interface Case {
  verb: Verb;
  /** The fault, at one of the emulators. */
  plant: (emulator: Emulator) => Fault;
  /** Whether a request is given up because no answer comes. */
  isSilent: boolean;
  /** Whether it matters what comes after it: only where the state may not be what it was. */
  isFollowed: boolean;
  /** In words that tell all of it. */
  name: string;
}

/** The requests of the emulator's log with their faults. `turn` tells which of the slices begins. */
export function casesOf(
  emulator: Emulator,
  { verb, turn, every }: { verb: Verb; turn: number; every: number },
): Case[] {
  const requests = [...emulator.requests];
  return requests.flatMap((request, place) => {
    const { method, path } = request;
    const earlier = requests.slice(0, place);
    const nth = earlier.filter((one) => one.path === path && one.method === method).length;
    const at = `${verb.name} | ${method} ${path} (${nth + 1})`;
    return someFaultsOf(request, turn + place, every).flatMap((named: NamedFault): Case[] => {
      const { name, fault, lastsUntilTimeOut: isSilent = false, leaves } = named;
      const { afterEffect, drop, status } = fault(emulator, request);
      const isFollowed = drop !== undefined || (afterEffect === true && status === 502);
      const once = { method, path: patternOf(path), after: nth, times: 1 };
      const always = { after: place, times: Infinity };
      const planting = (when: Partial<Fault>) => (own: Emulator) => ({
        ...fault(own, request),
        ...when,
      });
      const first = {
        verb,
        isSilent,
        plant: planting(once),
        isFollowed: false,
        name: `${at} | ${name}, once`,
      };
      // A gateway that knows this address only: the lists that it is on are GitHub's.
      const atPath = earlier.filter((one) => one.path === path).length;
      const there = {
        ...first,
        plant: planting({ path: patternOf(path), after: atPath, times: Infinity }),
        name: `${at} | ${name}, at this address from there on`,
      };
      if (!lasts(request, named)) return [first];
      const rest = {
        verb,
        isSilent,
        plant: planting(always),
        isFollowed,
        name: `${at} | ${name}, from there on`,
      };
      if (leaves) return [rest];
      return name === "404" ? [first, there, rest] : [first, rest];
    });
  });
}

/** GitHub gives each codespace a name by chance. */
export function patternOf(path: string): string | RegExp {
  const [, rest] = /^\/user\/codespaces\/octocat-[\w-]+(.*)$/.exec(path) ?? [];
  return rest === undefined ? path : new RegExp(`^/user/codespaces/octocat-[\\w-]+${rest}$`);
}
