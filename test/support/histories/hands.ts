import type { Answer, Emulator } from "github-codespaces-emulator";
import type { Entry } from "../stack";
import type { ByHand, Command } from "./commands";
import type { GitHubNow } from "./github-now";
import { PLACES, placeOf } from "./others";
import type { Promised } from "./promise";
import { listOf, REPOSITORIES, SLOT_NAMES, slots, type Repository, type SlotName } from "./slots";

/** Longer than a change by hand takes to be told from our own write, and than reads lag. */
const APART = 40_000;

/** After so many seconds a codespace may have stopped by itself. */
export const IDLE = 1000;

const VISIBILITIES = ["all", "private", "selected"] as const;

/** What people do at GitHub. */
export class Hands {
  readonly #emulator: Emulator;
  readonly #github: GitHubNow;
  readonly #promised: Promised;
  #isRotationDue = false;

  constructor(emulator: Emulator, github: GitHubNow, promised: Promised) {
    this.#emulator = emulator;
    this.#github = github;
    this.#promised = promised;
  }

  /** What is there before the stacks, and stays. */
  prepare(): void {
    const { drift } = this.#emulator;
    const theirs = { value: "theirs" };
    for (const place of PLACES) this.#promised.others.write(place, theirs.value);
    drift.userSecret("hubot", "A", theirs);
    drift.repoSecret("acme/infra", "A", theirs);
    drift.orgSecret("acme", "HAND", { value: "by hand", selectedRepositories: ["acme/web"] });
    this.#promised.openList("HAND").byHand.add("acme/web");
    this.#emulator.advance(APART);
  }

  /** Whether there was something to be done. */
  change(command: Extract<Command, { do: "by hand" }>, entries: readonly Entry[]): boolean {
    this.#emulator.advance(APART);
    const isDone = this.#change(command, entries);
    this.#emulator.advance(APART);
    return isDone;
  }

  #change(
    { slot, how, value, repository }: Extract<Command, { do: "by hand" }>,
    entries: readonly Entry[],
  ): boolean {
    const secret = slots[slot].of ?? slot;
    const { kind } = secret === "HAND" ? { kind: "orgSecret" } : slots[secret];
    const seen = this.#github.secret(secret);
    if (how === "other") return this.#writeOther(slot, value);
    if (kind === "access" || (secret !== "HAND" && this.#isAway(secret))) return false;
    if (kind === "codespace") return this.#changeCodespace(how);
    if (how === "add" || how === "remove") {
      return seen !== undefined && this.#changeList({ secret, kind, how, repository }, entries);
    }
    if (secret === "HAND") return false;
    const held = entries.filter((entry) => this.#github.slotIn(entry) === secret);
    if (how === "create") {
      if (seen !== undefined || held.length > 0) return false;
      this.#write(secret, { value: `by hand ${value}` });
      this.#promised.byHand.set(secret, { value: "", visibility: undefined });
    } else if (seen === undefined) {
      return false;
    } else if (how === "value") {
      if (this.#isOpen(secret, held)) return false;
      this.#write(secret, { value: `by hand ${value}` });
    } else if (how === "visibility") {
      if (kind !== "orgSecret") return false;
      this.#write(secret, { visibility: VISIBILITIES[value % VISIBILITIES.length] ?? "all" });
      this.#promised.lists.delete(secret);
    } else {
      this.#delete(secret);
      this.#promised.byHand.delete(secret);
    }
    this.#note(secret);
    return true;
  }

  /** What no state has asks for no refresh. */
  #writeOther(slot: SlotName, value: number): false {
    const place = placeOf(slot);
    if (place !== undefined) this.#promised.others.write(place, `theirs ${value}`);
    return false;
  }

  #changeCodespace(how: ByHand): boolean {
    const { codespaces } = this.#emulator.drift;
    const [one] = this.#codespaces;
    if (one === undefined || (how !== "delete" && how !== "value")) return false;
    if (how === "delete") codespaces.delete(one.name);
    else codespaces.stop(one.name);
    return true;
  }

  get #codespaces() {
    const all = this.#emulator.codespaces("octocat");
    return all.filter(({ state }) => state !== "Deleted");
  }

  /** A creation that got lost: its error asks a person to look, and to delete what nobody knows. */
  deleteUnknown(entries: readonly Entry[]): void {
    const known = new Set(entries.map(({ id }) => id));
    for (const { name } of this.#codespaces) {
      if (!known.has(name)) this.#emulator.drift.codespaces.delete(name);
    }
  }

  /** Nothing that runs idles away meanwhile. */
  useCodespaces(): void {
    for (const { name, state } of this.#codespaces) {
      if (state === "Available") this.#emulator.drift.codespaces.use(name);
    }
  }

  /** Somebody who wrote it is its owner, as long as no stack has it. */
  #note(secret: SlotName): void {
    const seen = this.#github.secret(secret);
    if (seen === undefined || !this.#promised.byHand.has(secret)) return;
    this.#promised.byHand.set(secret, { value: seen.openedValue, visibility: seen.visibility });
  }

  /** A moved list that nobody manages explains a moved stamp: what that hides is in the reference. */
  #isOpen(secret: SlotName, held: readonly Entry[]): boolean {
    const wish = this.#promised.wishes.get(secret);
    if (slots[secret].kind === "repoSecret") return false;
    if (wish !== undefined && listOf(secret, wish) === undefined) return true;
    return held.some(
      ({ inputs, outputs }) =>
        outputs.selectedRepositoryIds !== undefined && inputs.selectedRepositories === undefined,
    );
  }

  #changeList(
    change: {
      secret: SlotName | "HAND";
      kind: string;
      how: "add" | "remove";
      repository: Repository;
    },
    entries: readonly Entry[],
  ): boolean {
    const { secret, kind, how, repository } = change;
    const { drift } = this.#emulator;
    const seen = this.#github.secret(secret);
    const now = this.#github.whereabouts(repository);
    const isOrg = kind === "orgSecret";
    if (kind === "repoSecret" || now === undefined || seen === undefined) return false;
    if (isOrg && (seen.visibility !== "selected" || !repository.startsWith("acme/"))) return false;
    if (!isOrg && !repository.startsWith("octocat/")) return false;
    const others = seen.selectedRepositories.filter((name) => name !== now.name);
    const list = { selectedRepositories: how === "add" ? [...others, now.name] : others };
    if (isOrg) drift.orgSecret("acme", seen.name, list);
    else drift.userSecret("octocat", seen.name, list);
    const { byHand } = this.#promised.openList(secret);
    // What a state holds too can't be told from what the stack added.
    const isHeld = entries.some((entry) => {
      const { of, repository: added } = slots[this.#github.slotIn(entry) ?? "access"];
      return of === secret && added === repository;
    });
    if (how === "add" && !isHeld) byHand.add(repository);
    else byHand.delete(repository);
    return true;
  }

  #write(
    slot: SlotName,
    change: { value?: string; visibility?: "all" | "private" | "selected" },
  ): void {
    const { drift } = this.#emulator;
    const { kind, secretName = "", repository = "acme/api" } = slots[slot];
    if (kind === "orgSecret") drift.orgSecret("acme", secretName, change);
    else if (kind === "userSecret") drift.userSecret("octocat", secretName, change);
    else {
      const name = this.#github.names.get(repository) ?? "";
      drift.repoSecret(name, secretName, { value: change.value ?? "by hand" });
    }
  }

  #delete(slot: SlotName): void {
    const { drift } = this.#emulator;
    const { kind, secretName = "", repository = "acme/api" } = slots[slot];
    if (kind === "orgSecret") drift.deleteOrgSecret("acme", secretName);
    else if (kind === "userSecret") drift.deleteUserSecret("octocat", secretName);
    else drift.deleteRepoSecret(this.#github.names.get(repository) ?? "", secretName);
  }

  #isAway(slot: SlotName): boolean {
    const { repository } = slots[slot];
    return repository !== undefined && this.#github.whereabouts(repository) === undefined;
  }

  repository({ repository, how }: Extract<Command, { do: "repository" }>): boolean {
    const { drift } = this.#emulator;
    const { names, archived } = this.#github;
    const now = names.get(repository);
    this.#emulator.advance(APART);
    const renamed = `${repository}-v2`;
    if (how === "make anew") {
      if (now !== undefined) return false;
      drift.createRepository(repository);
      names.set(repository, repository);
      this.#github.learn(repository);
    } else if (now === undefined) {
      return false;
    } else if (how === "archive") {
      drift.archiveRepository(now, !archived.has(repository));
      if (!archived.delete(repository)) archived.add(repository);
    } else if (how === "delete") {
      drift.deleteRepository(now);
      names.set(repository, undefined);
      archived.delete(repository);
      this.#promised.others.forget(repository);
      for (const { byHand } of this.#promised.lists.values()) byHand.delete(repository);
      for (const slot of SLOT_NAMES) {
        if (slots[slot].repository === repository) this.#promised.byHand.delete(slot);
      }
    } else {
      const to = how === "rename" ? renamed : repository;
      if (now === to) return false;
      drift.renameRepository(now, to);
      names.set(repository, to);
    }
    this.#emulator.advance(APART);
    return true;
  }

  /** While the next operation is about to seal: with the keys that it was given it comes too late. Once, as GitHub would. */
  rotateKeys(): void {
    if (this.#isRotationDue) return;
    this.#isRotationDue = true;
    const edit = (answer: Answer) => {
      this.#isRotationDue = false;
      this.#rotateKeys();
      return answer;
    };
    this.#emulator.fail({ method: "GET", path: /\/public-key$/, edit });
  }

  #rotateKeys(): void {
    const { names } = this.#github;
    this.#emulator.rotateKey({ org: "acme" });
    this.#emulator.rotateKey({ user: "octocat" });
    for (const each of REPOSITORIES) {
      const repository = names.get(each);
      if (repository !== undefined) this.#emulator.rotateKey({ repository });
    }
  }

  /** Archives are opened, and what was deleted is made anew; whether there was any. */
  putRight(): boolean {
    let isDone = false;
    for (const repository of REPOSITORIES) {
      if (this.#github.archived.has(repository)) {
        isDone = this.repository({ do: "repository", repository, how: "archive" });
      }
      const isAnew = this.repository({ do: "repository", repository, how: "make anew" });
      isDone ||= isAnew;
    }
    return isDone;
  }

  /** The list of a secret that is gone. */
  forgetLists(): void {
    for (const secret of [...this.#promised.lists.keys()]) {
      if (this.#github.secret(secret) === undefined) this.#promised.lists.delete(secret);
    }
  }
}
