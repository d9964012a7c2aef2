import type { Plain, Props } from "../../../provider/src/rules/plain";
import type { Declared, Kind } from "../stack";
import { gathered, resourceOf } from "./sets";

/** The repositories that histories speak of, by the names that they begin with. */
export const REPOSITORIES = ["acme/api", "acme/web", "octocat/dotfiles"] as const;
/** And others, to which nothing happens. */
export const STEADY = ["acme/docs", "acme/infra", "octocat/hello-world"] as const;
export type Repository = (typeof REPOSITORIES)[number] | (typeof STEADY)[number];

/** One thing that a program may declare: what it is at GitHub never changes, whatever else does. */
interface Slot {
  kind: Exclude<Kind, `${string}Secrets`>;
  /** Which of the two stacks may declare it. */
  stack: 0 | 1;
  secretName?: string;
  repository?: Repository;
  /** Whose list it is on; HAND is a secret that nobody declares. */
  of?: SlotName | "HAND";
}

export const SLOT_NAMES = [
  "orgA",
  "orgB",
  "orgC",
  "userA",
  "apiA",
  "webA",
  "dotA",
  "onApi",
  "onWeb",
  "onC",
  "onHand",
  "userOn",
  "userOnToo",
  "access",
  "space",
] as const;
export type SlotName = (typeof SLOT_NAMES)[number];

export const slots: Record<SlotName, Slot> = {
  orgA: { kind: "orgSecret", stack: 0, secretName: "A" },
  orgB: { kind: "orgSecret", stack: 0, secretName: "B" },
  orgC: { kind: "orgSecret", stack: 1, secretName: "C" },
  userA: { kind: "userSecret", stack: 0, secretName: "A" },
  apiA: { kind: "repoSecret", stack: 0, secretName: "A", repository: "acme/api" },
  webA: { kind: "repoSecret", stack: 1, secretName: "A", repository: "acme/web" },
  dotA: { kind: "repoSecret", stack: 0, secretName: "A", repository: "octocat/dotfiles" },
  onApi: { kind: "orgSecretRepository", stack: 0, of: "orgA", repository: "acme/api" },
  onWeb: { kind: "orgSecretRepository", stack: 1, of: "orgA", repository: "acme/web" },
  onC: { kind: "orgSecretRepository", stack: 1, of: "orgC", repository: "acme/api" },
  onHand: { kind: "orgSecretRepository", stack: 0, of: "HAND", repository: "acme/docs" },
  userOn: { kind: "userSecretRepository", stack: 0, of: "userA", repository: "octocat/dotfiles" },
  userOnToo: {
    kind: "userSecretRepository",
    stack: 1,
    of: "userA",
    repository: "octocat/hello-world",
  },
  access: { kind: "access", stack: 0 },
  space: { kind: "codespace", stack: 0 },
};

/** How a program declares a slot. */
export interface Wish {
  /** Which value, or which access. */
  value: number;
  visibility: number;
  /** The members of the list, a bit each; undefined: it isn't managed. */
  list: number | undefined;
  /** In which letters, by name or by id. */
  form: number;
  /** Its value is left to others, where there is one. */
  keep: boolean;
  /** Its name in the program. */
  name: string;
  aliases: readonly string[];
  provider: string;
  /** The set that it is in; "": none. */
  set: string;
  /** What that set does about the secrets that it lacks. */
  undeclared: Undeclared;
  deleteBeforeReplace: boolean;
  /** What `ignoreChanges` names, once and for all. */
  ignores: readonly Ignorable[];
}

export const IGNORABLE = ["value", "selectedRepositories", "repository", "org"] as const;
export type Ignorable = (typeof IGNORABLE)[number];

export const UNDECLARED = ["ignore", "report", "delete"] as const;
export type Undeclared = (typeof UNDECLARED)[number];

/** A name in a component begins with the component's. */
export const COMPONENTS = ["box"] as const;

export type Wishes = Map<SlotName, Wish>;

export const VALUES = ["canary-value-one", "canary-value-two", "canary-value-three"] as const;
const VISIBILITIES = ["selected", "all", "private"] as const;
const ACCESS = [
  "selected_members",
  "all_members",
  "all_members_and_outside_collaborators",
] as const;
const MACHINES = ["basicLinux32gb", "standardLinux32gb"] as const;
const STATES = [undefined, "running", "stopped"] as const;
const LOGINS = ["octocat", "hubot", "monalisa"] as const;

const listable: Partial<Record<Kind, readonly Repository[]>> = {
  orgSecret: ["acme/api", "acme/web", "acme/docs"],
  userSecret: ["octocat/dotfiles", "octocat/hello-world"],
};

function chosen<T>(from: readonly T[], mask: number): T[] {
  return from.filter((_, index) => (mask & (1 << index)) !== 0);
}

export const valueOf = ({ value }: Wish): string => VALUES[value % VALUES.length] ?? "";

export function visibilityOf(name: SlotName, { visibility }: Wish): string | undefined {
  return slots[name].kind === "orgSecret" ? VISIBILITIES[visibility % 3] : undefined;
}

/** Undefined: it isn't managed. */
export function listOf(name: SlotName, wish: Wish): readonly Repository[] | undefined {
  const { kind } = slots[name];
  if (kind === "orgSecret" && visibilityOf(name, wish) !== "selected") return [];
  const { list } = wish;
  return list === undefined ? undefined : chosen(listable[kind] ?? [], list);
}

export function accessOf({ value, list = 1 }: Wish) {
  const visibility = ACCESS[value % ACCESS.length] ?? "all_members";
  return { visibility, usernames: visibility === "selected_members" ? chosen(LOGINS, list) : [] };
}

/** The machine of a codespace, and in which state it is kept; undefined: in any. */
export function spaceOf({ value, visibility }: Wish) {
  const machine = MACHINES[value % MACHINES.length] ?? "basicLinux32gb";
  return { machine, desiredState: STATES[visibility % STATES.length] };
}

/** Whether its list is open to resources that add to it. */
export function hasOpenList(name: SlotName, wishes: Wishes): boolean {
  const wish = wishes.get(name);
  return wish !== undefined && listOf(name, wish) === undefined;
}

/** What a program may declare: nobody adds to a list that another resource declares whole. */
export function isDeclared(name: SlotName, wishes: Wishes): boolean {
  if (!wishes.has(name)) return false;
  const { of } = slots[name];
  return of === undefined || of === "HAND" || hasOpenList(of, wishes);
}

/** Where the repositories are by now: name and id; undefined for one that was deleted. */
export type Whereabouts = (repository: Repository) => { name: string; id: number } | undefined;

/** The name, in other letters, by id, or as it is called by now. */
function written(repository: Repository, form: number, whereabouts: Whereabouts): Plain {
  const now = whereabouts(repository);
  if (form === 1) return repository.toUpperCase();
  if (form === 2) return now?.id ?? repository;
  if (form === 3) return now?.name ?? repository;
  return repository;
}

function argsOf(name: SlotName, wish: Wish, { whereabouts, kept }: Sight): Props {
  const { kind, of, repository = "acme/api", secretName } = slots[name];
  const { form } = wish;
  const org = form === 1 ? "Acme" : "acme";
  const member = (each: Repository) => written(each, form, whereabouts);
  const secret = {
    secretName: form === 1 ? (secretName ?? "").toLowerCase() : (secretName ?? ""),
    ...(kept.has(name) ? { keepValue: true } : { value: valueOf(wish) }),
  };
  const listed = listOf(name, wish);
  const isSelected = visibilityOf(name, wish) !== "all" && visibilityOf(name, wish) !== "private";
  const list = listed && isSelected ? { selectedRepositories: listed.map(member) } : {};
  const onList = { secretName: of === "HAND" ? "HAND" : (slots[of ?? name].secretName ?? "") };
  switch (kind) {
    case "orgSecret":
      return { ...secret, org, visibility: visibilityOf(name, wish), ...list };
    case "userSecret":
      return { ...secret, ...list };
    case "repoSecret":
      return { ...secret, repository: written(repository, form === 2 ? 0 : form, whereabouts) };
    case "orgSecretRepository":
      return { ...onList, org, repository: member(repository) };
    case "userSecretRepository":
      return { ...onList, repository: member(repository) };
    case "codespace": {
      const { machine, desiredState } = spaceOf(wish);
      const kept = desiredState === undefined ? {} : { desiredState };
      return { repository: "octocat/hello-world", machine, idleTimeoutMinutes: 240, ...kept };
    }
    case "access": {
      const { visibility, usernames } = accessOf(wish);
      const isSome = visibility === "selected_members";
      return { org, visibility, ...(isSome && { selectedUsernames: usernames }) };
    }
  }
}

/** What a program goes by. */
export interface Sight {
  whereabouts: Whereabouts;
  /** Whether another stack's secret takes a repository. */
  takesMore: (secret: SlotName) => boolean;
  /** Whose value it leaves as it is. */
  kept: ReadonlySet<SlotName>;
}

/** A stack's program. */
export function programOf(stack: 0 | 1, wishes: Wishes, sight: Sight): Declared[] {
  const isReady = ({ of }: Slot) =>
    of === undefined || of === "HAND" || slots[of].stack === stack || sight.takesMore(of);
  const names = SLOT_NAMES.filter(
    (name) => slots[name].stack === stack && isDeclared(name, wishes) && isReady(slots[name]),
  );
  const singles = names.flatMap((slot) => {
    const wish = wishes.get(slot);
    if (wish === undefined) return [];
    const { kind, of } = slots[slot];
    const owner = of === undefined || of === "HAND" ? undefined : wishes.get(of);
    const isHere = of !== undefined && of !== "HAND" && slots[of].stack === stack;
    const waits = owner !== undefined && isHere ? { dependsOn: [resourceOf(of, owner)] } : {};
    // What writes one secret's list in two processes may undo each other: the reference says so.
    const provider = owner !== undefined && isHere ? owner.provider : wish.provider;
    const { name, aliases, deleteBeforeReplace, ignores } = wish;
    const args = argsOf(slot, wish, sight);
    const ignoreChanges = ignores.filter((input) => input in args);
    const options = { aliases, provider, deleteBeforeReplace, ignoreChanges, ...waits };
    return [{ slot, wish, declared: { name, kind, args, ...options } }];
  });
  return gathered(singles);
}
