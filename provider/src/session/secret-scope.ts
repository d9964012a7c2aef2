import type { Answer } from "../github/answer";
import type { GitHub } from "../github/client";
import type { Clock } from "../clock";
import { ifFound, isRefused, mayHaveHadEffect } from "../github/errors";
import type { Operation, Params } from "../github/operation";
import { SingleFlight } from "../github/single-flight";
import { RepositoryLists, type ListedRepository } from "./repository-lists";
import type {
  CodespacesPublicKeyResult,
  CodespacesSecretResult,
  OrgCodespacesSecretResult,
} from "../operations/answers/secret";
import type { ScopeOf } from "../operations/secrets";

/** A secret as GitHub lists it, which is never with its value. */
export type ListedSecret = CodespacesSecretResult & Partial<OrgCodespacesSecretResult>;

export interface SecretBody {
  encryptedValue?: string;
  keyId?: string;
  visibility?: string;
  selectedRepositoryIds?: readonly number[];
}

export interface SecretList {
  secrets: Map<string, ListedSecret>;
  date: string;
}

/** A secret as it was at a time of this machine's clock; undefined: there was none. */
export interface Sighting {
  secret: ListedSecret | undefined;
  at: number;
}

/** The list, when it arrived by this machine's clock, and after how many of our own writes. */
interface ScopeLook extends SecretList {
  at: number;
  writes: number;
}

/** The secrets of one organization, repository or user. Keys and lists are asked for once. */
export class SecretScope {
  readonly github: GitHub;
  /** The repositories of each secret. */
  readonly lists: RepositoryLists;
  readonly #scope: ScopeOf;
  readonly #clock: Clock;
  readonly #key = new SingleFlight(() => this.#askKey());
  readonly #list = new SingleFlight(() => this.#askList());
  readonly #listBeforeWrites = new SingleFlight(() => this.#list.get());
  readonly #listBeforeDeletes = new SingleFlight(() => this.#askList());
  readonly #listAfterMissing = new SingleFlight(() => this.#askList());

  /** What this run removed, with the time by GitHub's clock. */
  readonly #removed = new Map<string, string>();
  /** When this run's last writes ended, by this machine's clock. */
  readonly #written = new Map<string, number>();
  /** When this run wrote values, by GitHub's clock. */
  readonly #valuesWritten = new Map<string, string>();
  /** Secrets whose last write failed in a way that leaves open whether it took effect. */
  readonly #lost = new Set<string>();
  /** Number of this run's writes that have ended. */
  #writes = 0;

  constructor(github: GitHub, scope: ScopeOf, clock: Clock) {
    this.github = github;
    this.#scope = scope;
    this.#clock = clock;
    this.lists = new RepositoryLists(
      (name) => github.all(existing(scope.operations.repositories), this.#named(name)),
      async (name) => {
        const found = await this.get(name);
        // A user's secret has no visibility, and always has a list.
        return found !== undefined && (found.secret.visibility ?? "selected") === "selected";
      },
    );
  }

  key(): Promise<CodespacesPublicKeyResult> {
    return this.#key.get();
  }

  /** The current key, after GitHub refused what was sealed with the key `refused`. */
  keyOtherThan(refused: string): Promise<CodespacesPublicKeyResult> {
    return this.#key.getUnless(({ keyId }) => keyId === refused);
  }

  /** The current secrets. A write to this scope makes the next call ask again. */
  list(): Promise<SecretList> {
    return this.#list.get();
  }

  /**
   * The secret as it was before this run's first create, unless this run removed it. `early`: this run has
   * written nothing to the scope since, so this is still its first look.
   */
  async existedBefore(name: string): Promise<Sighting & { early: boolean; date: string }> {
    const { secrets, at, date, writes } = await this.#listBeforeWrites.get();
    const secret = this.#removed.has(name) ? undefined : secrets.get(name);
    return { secret, at, date, early: this.#writes === writes };
  }

  /** The current secret. A read that lags may still show one that this run removed. */
  async existsNow(name: string): Promise<Sighting> {
    const secret = (await this.get(name))?.secret;
    const removed = this.#removed.get(name);
    const isOld = removed !== undefined && secret !== undefined && secret.updatedAt <= removed;
    return { secret: isOld ? undefined : secret, at: this.#clock.now() };
  }

  /** The secrets before this run's DELETEs: since its last PUT, and at most `lasts` milliseconds old. */
  listBeforeDeletes(lasts: number): Promise<ScopeLook> {
    return this.#listBeforeDeletes.getUnless(({ at }) => this.#clock.now() - at > lasts);
  }

  /**
   * When this process last wrote the secret or its list, by this machine's clock, whether or not the write took
   * effect. A removal leaves no timestamp.
   */
  lastWriteOf(name: string): number | undefined {
    return this.#written.get(name);
  }

  /** When this run last wrote the secret's value, by GitHub's clock. */
  valueWrittenAt(name: string): string | undefined {
    return this.#valuesWritten.get(name);
  }

  /** Whether this run's last write of the secret or its list failed but may have taken effect. */
  mayBeWritten(name: string): boolean {
    return this.#lost.has(name);
  }

  /** Whether this run has sent nothing that could have written or removed the secret. */
  isUntouched(name: string): boolean {
    return [this.#written, this.#removed, this.#lost].every((names) => !names.has(name));
  }

  /**
   * The secrets after a DELETE found one missing. Asked for once a run, and again if the answer is from before
   * `since`, by this machine's clock.
   */
  listAfterMissing(since = -Infinity): Promise<SecretList> {
    return this.#listAfterMissing.getUnless(({ at }) => at < since);
  }

  /** One secret, or undefined if GitHub answers that there is none. */
  async get(name: string): Promise<{ secret: ListedSecret; date: string } | undefined> {
    const asked = this.github.request(this.#scope.operations.get, this.#named(name));
    const answer = await ifFound(asked);
    return answer && { secret: answer.data, date: answer.date };
  }

  /** `beforeSending` may cancel the request when its turn has come. */
  async put(name: string, body: SecretBody, beforeSending?: () => void): Promise<Answer> {
    const { put } = this.#scope.operations;
    const answer = await this.#writing(name, put, { ...body }, beforeSending);
    if (body.encryptedValue !== undefined) this.#valuesWritten.set(name, answer.date);
    this.lists.replaced(name);
    // It may be the one that a DELETE found missing.
    this.#listAfterMissing.forget();
    // Others may write at the same time, such as a stack that exchanges secrets with this one.
    this.#listBeforeDeletes.forget();
    return answer;
  }

  async remove(name: string, beforeSending?: () => void): Promise<void> {
    try {
      const { remove } = this.#scope.operations;
      const { date } = await this.#writing(name, remove, {}, beforeSending);
      this.#removed.set(name, date);
    } catch (error) {
      // The one that was listed before is gone, whoever removed it.
      if (isRefused(error, 404)) this.#removed.set(name, "");
      throw error;
    }
    this.lists.replaced(name);
  }

  async putRepositories(
    name: string,
    ids: readonly number[],
    beforeSending?: () => void,
  ): Promise<Answer> {
    const { setRepositories } = this.#scope.operations;
    const body = { selectedRepositoryIds: ids };
    const answer = await this.#writing(name, setRepositories, body, beforeSending);
    this.lists.replaced(name);
    return answer;
  }

  async addRepository(name: string, repository: ListedRepository): Promise<Answer> {
    const { id } = repository;
    const { addRepository } = this.#scope.operations;
    const answer = await this.#writing(name, addRepository, { repositoryId: id });
    this.lists.changed(name, id, repository);
    return answer;
  }

  async removeRepository(name: string, id: number, beforeSending?: () => void): Promise<void> {
    const { removeRepository } = this.#scope.operations;
    await this.#writing(name, removeRepository, { repositoryId: id }, beforeSending);
    this.lists.changed(name, id, undefined);
  }

  /** A list requested during a write may show the state before it, so it is dropped after the write too. */
  async #writing(
    name: string,
    operation: Operation | undefined,
    body: Params = {},
    beforeSending?: () => void,
  ): Promise<Answer> {
    const args = { ...this.#named(name), ...body };
    const forget = () => {
      this.#list.forget();
      this.lists.forget(name);
    };
    forget();
    try {
      const answer = await this.github.request(existing(operation), args, { beforeSending });
      this.#lost.delete(name);
      return answer;
    } catch (error) {
      if (mayHaveHadEffect(error)) this.#lost.add(name);
      throw error;
    } finally {
      if (operation !== this.#scope.operations.remove) this.#written.set(name, this.#clock.now());
      this.#writes += 1;
      forget();
    }
  }

  /** The arguments that name a secret. */
  #named(name: string): Params {
    return { ...this.#scope.owner, secretName: name };
  }

  async #askKey(): Promise<CodespacesPublicKeyResult> {
    const { operations, owner } = this.#scope;
    return (await this.github.request(operations.publicKey, owner)).data;
  }

  async #askList(): Promise<ScopeLook> {
    const { operations, owner } = this.#scope;
    const writes = this.#writes;
    const { data, date } = await this.github.all<ListedSecret>(operations.list, owner);
    const secrets = new Map(data.map((secret) => [secret.name.toUpperCase(), secret]));
    return { secrets, date, at: this.#clock.now(), writes };
  }
}

/** A repository's secrets have no lists of repositories. */
function existing<T>(operation: T | undefined): T {
  if (operation === undefined) throw new Error("GitHub has no such operation for these secrets");
  return operation;
}
