import type { Answer } from "../github/answer";
import type { GitHub, Params } from "../github/client";
import { nothing, type Reader } from "../github/described";
import { GitHubRefused, isRefused } from "../github/errors";
import { ListInPart } from "../github/lists";
import { SingleFlight } from "../github/single-flight";
import { unless304 } from "./actions";
import { codespaceFrom, codespaceNamed, codespaceOf, type CodespaceResult } from "./codespace";
import { getCodespace } from "./codespaces";
import { Json } from "../github/json";

/** A POST that makes a codespace, with the parameters of its path and its body. */
export interface Creation {
  route: string;
  params: Params;
}

/** What the state knows of a codespace. */
export interface KnownCodespace {
  name: string;
  /** Undefined where it has no repository, or only its name is known. */
  repositoryId: number | undefined;
}

const ONE = "/user/codespaces/{codespace_name}";

/** The codespaces of the user whose token it is, and what one run has to know of them. */
export class UserCodespaces {
  readonly #github: GitHub;
  readonly #list: SingleFlight<Answer<CodespaceResult[]>>;
  readonly #created = new Set<string>();

  constructor(github: GitHub) {
    this.#github = github;
    this.#list = new SingleFlight(() => this.listNow());
  }

  /** All of them, asked for once; a write makes the next call ask again. */
  list(): Promise<Answer<CodespaceResult[]>> {
    return this.#list.get();
  }

  listNow(): Promise<Answer<CodespaceResult[]>> {
    const all = { route: "GET /user/codespaces", params: {}, under: "codespaces" };
    return this.#github.all({ ...all, itemOf: codespaceFrom });
  }

  /** Undefined when GitHub answers 404, which is no evidence that it is gone. */
  async get(name: string): Promise<CodespaceResult | undefined> {
    try {
      return await getCodespace(this.#github, { name });
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  /** The codespace, from the list that is asked for once; undefined only on evidence. */
  async find(known: KnownCodespace): Promise<CodespaceResult | undefined> {
    const listed = (await this.#listed()).find(({ name }) => name === known.name);
    return shown(listed ?? (await this.findNow(known)));
  }

  /** What is on the list; of one that is not whole, nothing: each is then asked for by its name. */
  async #listed(): Promise<CodespaceResult[]> {
    try {
      return (await this.list()).data;
    } catch (error) {
      if (error instanceof ListInPart) return [];
      throw error;
    }
  }

  /** The codespace as it is at this moment; undefined only on evidence. */
  async findNow(known: KnownCodespace): Promise<CodespaceResult | undefined> {
    const codespace = await this.get(known.name);
    if (codespace !== undefined) return shown(codespace);
    await this.#requireEvidence(known);
    return undefined;
  }

  /**
   * A 404 may also mean that the token doesn't see it: it is gone if the user's list lacks it, and
   * the token may list the codespaces of its repository at all.
   */
  async #requireEvidence({ name, repositoryId }: KnownCodespace): Promise<void> {
    const { data } = await this.listNow();
    if (data.some((codespace) => codespace.name === name)) {
      throw new Error("GitHub lists it, but answers 404 when it is asked for: run again.");
    }
    if (repositoryId === undefined) return;
    try {
      // GitHub knows a repository under its id too, whatever its name is by now.
      const route = "GET /repositories/{repository_id}/codespaces";
      const params = { repository_id: repositoryId };
      const read = (data: unknown) => new Json(data, "list").list("codespaces").length;
      await this.#github.request(route, params, { read });
    } catch (error) {
      if (!(error instanceof GitHubRefused)) throw error;
      throw new Error(
        "GitHub shows neither it nor its repository: it may be gone, or the token may not see it any more. " +
          `If both are gone, take it out of the state with \`pulumi state delete\`. ${error.message}`,
      );
    }
  }

  /** Never sent twice. */
  async create({ route, params }: Creation): Promise<CodespaceResult> {
    const { data: codespace } = await this.#writing(route, params, { read: codespaceOf });
    this.claim(codespace.name);
    return codespace;
  }

  /** From now on it is known to be one that this run created. */
  claim(name: string): void {
    this.#created.add(name);
  }

  wasCreatedHere(name: string): boolean {
    return this.#created.has(name);
  }

  async patch(name: string, body: Params): Promise<CodespaceResult> {
    const read = codespaceNamed(name);
    return (await this.#writing(`PATCH ${ONE}`, { ...body, codespace_name: name }, { read })).data;
  }

  /** That it is gone already is fine, on evidence. */
  async remove(known: KnownCodespace): Promise<void> {
    try {
      await this.#writing(`DELETE ${ONE}`, { codespace_name: known.name }, { read: nothing });
    } catch (error) {
      if (!isRefused(error, 404)) throw error;
      await this.#requireEvidence(known);
    }
  }

  /** Refused with 409 or 422 where something else is being done with it, or it is as asked for. */
  async command(name: string, verb: "start" | "stop"): Promise<void> {
    const options = { repeatable: true, read: unless304(codespaceNamed(name)) };
    await this.#writing(`POST ${ONE}/${verb}`, { codespace_name: name }, options);
  }

  /** The names of the machine types that are allowed there; the route has no other parameters. */
  async machines(route: string, params: Params): Promise<string[]> {
    const read = (data: unknown) =>
      new Json(data, "list").list("machines").map((each) => each.text("name"));
    return (await this.#github.request(route, params, { read })).data;
  }

  /** A list asked for while a write is under way may be of before it: it is dropped afterwards too. */
  async #writing<T>(
    route: string,
    params: Params,
    options: { read: Reader<T>; repeatable?: boolean },
  ): Promise<Answer<T>> {
    this.#list.forget();
    try {
      return await this.#github.request(route, params, options);
    } finally {
      this.#list.forget();
    }
  }
}

/** GitHub may go on showing what is deleted. */
function shown(codespace: CodespaceResult | undefined): CodespaceResult | undefined {
  return codespace?.state === "Deleted" ? undefined : codespace;
}
