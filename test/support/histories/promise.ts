import type { Emulator, RequestLogEntry, SecretView } from "github-codespaces-emulator";
import type { Declared } from "../stack";
import type { GitHubNow } from "./github-now";
import type { Applied, Others } from "./others";
import {
  accessOf,
  hasOpenList,
  isDeclared,
  listOf,
  slots,
  spaceOf,
  valueOf,
  visibilityOf,
  type Repository,
  type SlotName,
  type Wishes,
} from "./slots";

/** A secret as a person left it. */
export interface HandMade {
  value: string;
  visibility: string | undefined;
}

/** What an operation may do at GitHub. */
export interface Allowed {
  /** Nothing but asking; a preview doesn't even ask. */
  only?: "ask" | "nothing";
  /** What the program declares. */
  declared: ReadonlySet<SlotName>;
  /** What the state held before. */
  held: ReadonlySet<SlotName>;
  applied?: Applied;
}

/** What became of an operation. */
export interface Outcome {
  /** What the program declares. */
  declared: ReadonlySet<SlotName>;
  /** What the state held before, and holds now. */
  before: ReadonlySet<SlotName>;
  now: ReadonlySet<SlotName>;
  failed: boolean;
}

/** What somebody else may have put on a list that nobody manages. */
export interface OpenList {
  /** It is there, and stays there. */
  byHand: Set<Repository>;
  /** It may be there: the list was managed once, or a write got lost. */
  maybe: Set<Repository>;
}

/**
 * The promise to a user, written down a second time: what an operation may send, and what is at GitHub after the last
 * `up` in which nothing failed.
 */
export class Promised {
  readonly wishes: Wishes = new Map();
  readonly byHand = new Map<SlotName, HandMade>();
  readonly lists = new Map<SlotName | "HAND", OpenList>();
  /** The value is left to others. */
  readonly kept = new Set<SlotName>();
  /** A first write got lost, or the deletion of access: no state can tell, and GitHub doesn't. */
  readonly unknowable = new Set<SlotName>();
  readonly others: Others;
  readonly #github: GitHubNow;

  constructor(github: GitHubNow, others: Others) {
    this.#github = github;
    this.others = others;
  }

  openList(secret: SlotName | "HAND"): OpenList {
    const list = this.lists.get(secret) ?? { byHand: new Set(), maybe: new Set() };
    this.lists.set(secret, list);
    return list;
  }

  /** What an operation may have made of what only people had done. */
  after({ declared, before, now, failed }: Outcome): void {
    for (const name of declared) {
      const wish = this.wishes.get(name);
      const { of, repository } = slots[name];
      if (wish === undefined) continue;
      const list = of === undefined ? listOf(name, wish) : undefined;
      if (list !== undefined) {
        const { byHand, maybe } = this.openList(name);
        byHand.clear();
        for (const each of list) maybe.add(each);
      }
      if (of !== undefined && repository !== undefined) this.openList(of).byHand.delete(repository);
      // What a person had made may have been written over by a write that got lost.
      const mayBeLost = slots[name].kind === "access" || this.byHand.has(name);
      if (failed && mayBeLost && !now.has(name)) this.unknowable.add(name);
    }
    for (const name of now) {
      this.byHand.delete(name);
      if (!before.has(name)) this.unknowable.delete(name);
    }
    for (const name of new Set([...declared, ...before])) {
      const { of, repository, kind } = slots[name];
      if (failed && of !== undefined && repository !== undefined) {
        this.openList(of).maybe.add(repository);
      }
      // A deletion that got lost: the state can't tell, and its error says so.
      if (failed && kind === "access" && !declared.has(name)) this.unknowable.add(name);
      if (!failed && !now.has(name)) this.unknowable.delete(name);
    }
  }

  /** What is on lists that nobody manages, and has to stay through an operation that takes away its own. */
  staying({ declared, held }: Allowed): [SlotName | "HAND", string[]][] {
    const leaving = new Set([...held].filter((name) => !declared.has(name)));
    const open = (Object.keys(slots) as SlotName[]).filter((name) =>
      hasOpenList(name, this.wishes),
    );
    return ([...open, "HAND"] as const).map((secret) => {
      const least = this.#leastOf(secret, leaving);
      const list = this.#github.listOf(this.#github.secret(secret));
      return [secret, list.filter((each) => least.has(each))];
    });
  }

  /** The values that a program leaves to others: none of its operations changes one. */
  left(): [SlotName, string][] {
    const names = (Object.keys(slots) as SlotName[]).filter((name) => this.#leavesValue(name));
    return names.flatMap((name): [SlotName, string][] => {
      const value = this.#github.secret(name)?.openedValue;
      return value === undefined ? [] : [[name, value]];
    });
  }

  /** Which of them were changed. */
  overwritten(left: readonly [SlotName, string][]): string[] {
    return left.flatMap(([name, value]) => {
      const now = this.#github.secret(name)?.openedValue;
      const isOther = now !== undefined && now !== value;
      return isOther ? [`${name}'s value, which is left to others, became ${now}`] : [];
    });
  }

  #leavesValue(name: SlotName): boolean {
    const wish = this.wishes.get(name);
    return wish?.ignores.includes("value") === true && slots[name].secretName !== undefined;
  }

  /** What is kept of what a program declares, in words that tell it. */
  keptOf(declared: ReadonlySet<SlotName>): string {
    const kept = [...this.kept].filter((name) => declared.has(name)).sort();
    return kept.map((name) => `${name}: ${this.#github.secret(name)?.openedValue ?? ""}`).join();
  }

  /** What of it didn't stay. */
  lost(staying: readonly [SlotName | "HAND", string[]][]): string[] {
    return staying.flatMap(([secret, before]) => {
      const seen = this.#github.secret(secret);
      const now = this.#github.listOf(seen);
      const lost = seen === undefined ? [] : before.filter((each) => !now.includes(each));
      return lost.map((each) => `${each} was lost from the list of ${secret}, which is open`);
    });
  }

  /** What an operation sent against the promise. */
  brokenBy(
    requests: readonly RequestLogEntry[],
    { only, declared, held, applied }: Allowed,
  ): string[] {
    return requests.flatMap((request) => {
      const { method, path, status } = request;
      const words = `${method} ${path} (${status})`;
      if (only === "nothing") return [`a preview sent ${words}`];
      if (method === "GET" || path === "/graphql") return [];
      if (only === "ask") return [`a refresh sent ${words}`];
      if (applied && this.others.mayGo(request, applied)) return [];
      const slot = this.#github.slotOf(request);
      if (slot === "gone") return [];
      if (slot === undefined || !(declared.has(slot) || held.has(slot))) {
        return [`${words} is about what this stack neither declares nor has made`];
      }
      // A codespace isn't written over: another resource has another one.
      if (slot === "space") return [];
      const isTaken = method === "DELETE" || takesAccess(request);
      return isTaken && declared.has(slot) && takesAway(request)
        ? [`${words} takes away ${slot}, which is declared`]
        : [];
    });
  }

  /** What at GitHub is not as the programs declare it. */
  brokenAt(emulator: Emulator, programs: readonly Declared[]): string[] {
    const broken: string[] = [];
    const wants = (what: string, seen: unknown, wanted: unknown) => {
      const [is = "nothing", should = "nothing"] = [seen, wanted].map((each) =>
        JSON.stringify(each),
      );
      if (is !== should) broken.push(`${what} is ${is}, not ${should}`);
    };
    for (const name of Object.keys(slots) as SlotName[]) {
      const { kind } = slots[name];
      if (kind === "access") this.#access(emulator, wants);
      else if (kind === "codespace") this.#space(emulator, wants);
      else if (!kind.endsWith("Repository")) this.#secret(name, wants);
    }
    const hand = this.#github.secret("HAND");
    wants("the secret that nobody declares", hand?.openedValue, "by hand");
    this.#list("HAND", hand, wants);
    for (const [what, seen] of this.#github.untouched()) wants(what, seen, ["theirs"]);
    this.others.compare(programs, wants);
    return broken;
  }

  #secret(name: SlotName, wants: Wants): void {
    const seen = this.#github.secret(name);
    const wish = this.wishes.get(name);
    if (wish === undefined) {
      if (this.unknowable.has(name)) return;
      const made = this.byHand.get(name);
      wants(`${name}'s value, which is not declared`, seen?.openedValue, made?.value);
      wants(`${name}'s visibility, which is not declared`, seen?.visibility, made?.visibility);
      return;
    }
    const isLeft = this.#leavesValue(name) || this.kept.has(name);
    const value = isLeft ? seen?.openedValue : valueOf(wish);
    wants(`${name}'s value`, seen === undefined ? undefined : seen.openedValue, value ?? "any");
    wants(`${name}'s visibility`, seen?.visibility, visibilityOf(name, wish));
    const list = listOf(name, wish);
    if (slots[name].kind === "repoSecret") return;
    if (list === undefined) this.#list(name, seen, wants);
    else if (!wish.ignores.includes("selectedRepositories"))
      wants(`${name}'s list`, this.#github.listOf(seen), [...list].sort());
  }

  /** What is declared or made by hand is on it, and nothing but what may be. */
  #list(secret: SlotName | "HAND", seen: SecretView | undefined, wants: Wants): void {
    const least = this.#leastOf(secret);
    const is = this.#github.listOf(seen);
    const missing = [...least].filter((each) => !is.includes(each));
    wants(`what is missing on ${secret}'s open list`, missing, []);
    const most = new Set<string>([...least, ...this.openList(secret).maybe]);
    wants(
      `what is too much on ${secret}'s open list`,
      is.filter((each) => !most.has(each)),
      [],
    );
  }

  #leastOf(secret: SlotName | "HAND", leaving = new Set<SlotName>()): Set<string> {
    const added = (Object.keys(slots) as SlotName[]).flatMap((name) => {
      const { of, repository } = slots[name];
      const isOn = of === secret && isDeclared(name, this.wishes) && !leaving.has(name);
      return isOn && repository !== undefined ? [repository] : [];
    });
    return new Set([...added, ...this.openList(secret).byHand]);
  }

  /** One, or none. */
  #space(emulator: Emulator, wants: Wants): void {
    const wish = this.wishes.get("space");
    const seen = emulator.codespaces("octocat").filter(({ state }) => state !== "Deleted");
    if (wish === undefined) {
      wants("how many codespaces there are", seen.length, 0);
      return;
    }
    const { machine, desiredState } = spaceOf(wish);
    const states = { running: "Available", stopped: "Shutdown" };
    const [one] = seen;
    const state = desiredState === undefined ? one?.state : states[desiredState];
    const is = seen.map((each) => [each.nextMachine, each.state]);
    wants("the codespaces there are", is, [[machine, state]]);
  }

  #access(emulator: Emulator, wants: Wants): void {
    const wish = this.wishes.get("access");
    if (this.unknowable.has("access")) return;
    const nobody = { visibility: "disabled", usernames: [] };
    const wanted = wish === undefined ? nobody : accessOf(wish);
    const { visibility, usernames } = emulator.access("acme");
    wants(
      "access",
      { visibility, usernames },
      { ...wanted, usernames: [...wanted.usernames].sort() },
    );
  }
}

type Wants = (what: string, seen: unknown, wanted: unknown) => void;

function takesAccess({ method, path, body }: RequestLogEntry): boolean {
  return method === "PUT" && path.endsWith("/access") && JSON.stringify(body).includes("disabled");
}

/** Taking a login off is no taking away of the access. */
function takesAway({ method, path }: RequestLogEntry): boolean {
  return !(method === "DELETE" && path.endsWith("/access/selected_users"));
}
