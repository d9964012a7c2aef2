import type { Emulator, RequestLogEntry, SecretView } from "github-codespaces-emulator";
import type { Declared } from "../stack";
import type { GitHubNow } from "./github-now";
import { slots, type SlotName } from "./slots";

/** Where a set can be, and has somebody else's secret beside it. */
export const PLACES = ["org", "user", "acme/api", "acme/web", "octocat/dotfiles"] as const;
export type Place = (typeof PLACES)[number];

export function placeOf(name: SlotName): Place | undefined {
  const { of = name } = slots[name];
  const { kind, repository } = slots[of === "HAND" ? "orgA" : of];
  if (kind === "orgSecret") return "org";
  return kind === "userSecret" ? "user" : PLACES.find((place) => place === repository);
}

/** The sets of a program that say `undeclared`, by place. */
export function setsThatSay(how: "report" | "delete", program: readonly Declared[]) {
  const found = program.filter(({ args }) => args.undeclared === how);
  return new Map(found.flatMap((set) => PLACES.filter((p) => isAt(set, p)).map((p) => [p, set])));
}

function isAt({ kind, args }: Declared, place: Place): boolean {
  if (kind !== "repoSecrets") return place === (kind === "orgSecrets" ? "org" : "user");
  return JSON.stringify(args.repositories).toLowerCase().replace("-v2", "") === `["${place}"]`;
}

function isPathOf(path: string, place: Place): boolean {
  const at = { org: "/orgs/acme", user: "/user" }[place as string] ?? `/repos/${place}(-v2)?`;
  return new RegExp(`^${at}/codespaces/secrets/OTHER$`, "i").test(path);
}

/** An `up` with a program. */
export interface Applied {
  at: 0 | 1;
  program: readonly Declared[];
}

/**
 * The secrets that nobody declares, which are called OTHER: one stays as somebody wrote it last, unless an `up` of a set
 * that says `undeclared: "delete"` takes away what a refresh of its stack has shown.
 */
export class Others {
  readonly #emulator: Emulator;
  readonly #github: GitHubNow;
  readonly #values = new Map<Place, string | undefined>();
  readonly #shown = [new Set<Place>(), new Set<Place>()] as const;

  constructor(emulator: Emulator, github: GitHubNow) {
    this.#emulator = emulator;
    this.#github = github;
  }

  /** Somebody writes one, or makes it again. */
  write(place: Place, value: string): void {
    const { drift } = this.#emulator;
    const name = this.#github.names.get(place);
    if (place === "org") drift.orgSecret("acme", "OTHER", { value });
    else if (place === "user") drift.userSecret("octocat", "OTHER", { value });
    else if (name !== undefined) drift.repoSecret(name, "OTHER", { value });
    this.#values.set(place, this.#seen(place)?.openedValue);
    for (const shown of this.#shown) shown.delete(place);
  }

  /** Its repository is gone. */
  forget(repository: string): void {
    for (const place of PLACES) if (place === repository) this.#values.delete(place);
  }

  /** Called when a stack is refreshed. */
  show(at: 0 | 1): void {
    for (const place of PLACES) if (this.#seen(place)) this.#shown[at].add(place);
  }

  /** Whether a request takes away one that may go; what becomes of it is seen afterwards. */
  mayGo(request: RequestLogEntry, { at, program }: Applied): boolean {
    const going = [...setsThatSay("delete", program).keys()];
    const isOf = (place: Place) => this.#shown[at].has(place) && isPathOf(request.path, place);
    return request.method === "DELETE" && going.some(isOf);
  }

  /** After an operation that may have taken some away. */
  settle({ at, program }: Applied): void {
    for (const place of setsThatSay("delete", program).keys()) {
      if (this.#shown[at].has(place) && !this.#seen(place)) this.#values.set(place, undefined);
    }
  }

  /** What a refresh reports each time, by the names of the sets. */
  reportedTo(program: readonly Declared[]): string[] {
    const reporting = [...setsThatSay("report", program)];
    return reporting.flatMap(([place, { name }]) => (this.#seen(place) ? [name] : []));
  }

  /** What isn't as it should be, when all is done. */
  compare(
    programs: readonly Declared[],
    wants: (what: string, is: unknown, should: unknown) => void,
  ) {
    const going = setsThatSay("delete", programs);
    for (const place of PLACES) {
      const should = going.has(place) ? undefined : this.#values.get(place);
      wants(`what nobody declares at ${place}`, this.#seen(place)?.openedValue, should);
    }
  }

  #seen(place: Place): SecretView | undefined {
    if (place === "org") return this.#emulator.orgSecret("acme", "OTHER");
    if (place === "user") return this.#emulator.userSecret("octocat", "OTHER");
    const name = this.#github.names.get(place);
    return name === undefined ? undefined : this.#emulator.repoSecret(name, "OTHER");
  }
}
