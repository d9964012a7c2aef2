import type { Answer } from "../github/answer";
import type { GitHub } from "../github/client";
import { GitHubRefused, ifFound, isRefused } from "../github/errors";
import { ListInPart } from "../github/lists";
import { SingleFlight } from "../github/single-flight";
import { byRepositoryId, type Operation, type Params } from "../github/operation";
import type { CodespaceResult } from "../operations/answers/codespace";
import * as operations from "../operations/codespaces";
import type { CodespaceMachineResult } from "../operations/machines";
import type { CodespacesList } from "../operations/operation";

/** An operation, and its arguments. */
export interface Requested<One> {
  operation: One;
  args: Params;
}

/** What the state knows of a codespace. */
export interface KnownCodespace {
  name: string;
  /** Undefined if it has no repository, or if only its name is known. */
  repositoryId: number | undefined;
}

/** The codespaces of the token's user, and what one run has to know about them. */
export class UserCodespaces {
  readonly #github: GitHub;
  readonly #list: SingleFlight<Answer<CodespaceResult[]>>;
  readonly #created = new Set<string>();

  constructor(github: GitHub) {
    this.#github = github;
    this.#list = new SingleFlight(() => this.listNow());
  }

  /** All of them, asked for once. A write makes the next call ask again. */
  list(): Promise<Answer<CodespaceResult[]>> {
    return this.#list.get();
  }

  listNow(): Promise<Answer<CodespaceResult[]>> {
    return this.#github.all(operations.listOwn, {});
  }

  /** Undefined if GitHub answers 404, which does not prove that it is gone. */
  async get(name: string): Promise<CodespaceResult | undefined> {
    return (await ifFound(this.#github.request(operations.get, { name })))?.data;
  }

  /** The codespace, from the list that is asked for once. Undefined only if it is proven to be gone. */
  async find(known: KnownCodespace): Promise<CodespaceResult | undefined> {
    const listed = (await this.#listed()).find(({ name }) => name === known.name);
    return shown(listed ?? (await this.findNow(known)));
  }

  /** The listed codespaces; none if the list is incomplete: then each is asked for by its name. */
  async #listed(): Promise<CodespaceResult[]> {
    try {
      return (await this.list()).data;
    } catch (error) {
      if (error instanceof ListInPart) return [];
      throw error;
    }
  }

  /** The codespace as it is now. Undefined only if it is proven to be gone. */
  async findNow(known: KnownCodespace): Promise<CodespaceResult | undefined> {
    const codespace = await this.get(known.name);
    if (codespace !== undefined) return shown(codespace);
    await this.#requireEvidence(known);
    return undefined;
  }

  /**
   * A 404 may also mean that the token doesn't see it. It is gone if the user's list lacks it and the token is
   * allowed to list the codespaces of its repository.
   */
  async #requireEvidence({ name, repositoryId }: KnownCodespace): Promise<void> {
    const { data } = await this.listNow();
    if (data.some((codespace) => codespace.name === name)) {
      throw new Error("GitHub lists it, but answers 404 to a request for it: run again.");
    }
    if (repositoryId === undefined) return;
    try {
      // By its id, since its name may have changed.
      await this.#github.request(byRepositoryId(operations.listOfRepository), { repositoryId });
    } catch (error) {
      if (!(error instanceof GitHubRefused)) throw error;
      throw new Error(
        "GitHub shows neither it nor its repository: it may be gone, or the " +
          "token may no longer see it. If both are gone, remove it from the " +
          `state with \`pulumi state delete\`. ${error.message}`,
      );
    }
  }

  /** The POST is never sent twice. */
  async create({
    operation,
    args,
  }: Requested<Operation<CodespaceResult>>): Promise<CodespaceResult> {
    const { data: codespace } = await this.#writing(operation, args);
    this.claim(codespace.name);
    return codespace;
  }

  /** Marks it as created by this run. */
  claim(name: string): void {
    this.#created.add(name);
  }

  wasCreatedHere(name: string): boolean {
    return this.#created.has(name);
  }

  async patch(name: string, changes: Params): Promise<CodespaceResult> {
    return (await this.#writing(operations.patch, { ...changes, name })).data;
  }

  /** Succeeds if it is already gone, but only with proof. */
  async remove(known: KnownCodespace): Promise<void> {
    try {
      await this.#writing(operations.remove, { name: known.name });
    } catch (error) {
      if (!isRefused(error, 404)) throw error;
      await this.#requireEvidence(known);
    }
  }

  /** GitHub refuses with 409 or 422 while the codespace is busy, or if it is already in that state. */
  async command(name: string, verb: "start" | "stop"): Promise<void> {
    await this.#writing<unknown>(operations[verb], { name });
  }

  /** The names of the allowed machine types. */
  async machines({ operation, args }: Requested<CodespacesList<CodespaceMachineResult>>) {
    return (await this.#github.all(operation, args)).data.map(({ name }) => name);
  }

  /** A list requested during a write may show the state before it, so it is dropped after the write too. */
  async #writing<T>(operation: Operation<T>, args: Params): Promise<Answer<T>> {
    this.#list.forget();
    try {
      return await this.#github.request(operation, args);
    } finally {
      this.#list.forget();
    }
  }
}

/** GitHub may still show a deleted codespace for a while. */
function shown(codespace: CodespaceResult | undefined): CodespaceResult | undefined {
  return codespace?.state === "Deleted" ? undefined : codespace;
}
