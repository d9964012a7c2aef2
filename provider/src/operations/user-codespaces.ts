import type { Answer } from "../github/answer";
import type { GitHub, Params } from "../github/client";
import { isRefused } from "../github/errors";
import { SingleFlight } from "../github/single-flight";
import { codespaceOf, type CodespaceResult } from "./codespace";
import { Json } from "./json";

/** A POST that makes a codespace, with the parameters of its path and its body. */
export interface Creation {
  route: string;
  params: Params;
}

/** A codespace, and GitHub's clock when it answered. */
export interface Seen {
  codespace: CodespaceResult;
  date: string;
}

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
    return this.#github.all("GET /user/codespaces", {}, (data) =>
      (data as { codespaces: unknown[] }).codespaces.map(codespaceOf),
    );
  }

  /** Undefined when GitHub answers 404, which is no evidence that it is gone. */
  async get(name: string): Promise<Seen | undefined> {
    try {
      const answer = await this.#github.request("GET /user/codespaces/{codespace_name}", {
        codespace_name: name,
      });
      return { codespace: codespaceOf(answer.data), date: answer.date };
    } catch (error) {
      if (isRefused(error, 404)) return undefined;
      throw error;
    }
  }

  /** The codespace; undefined only where the list has answered, and lacks it, and GET says 404. */
  async find(name: string): Promise<CodespaceResult | undefined> {
    const { data } = await this.list();
    const listed = data.find((codespace) => codespace.name === name);
    return shown(listed ?? (await this.get(name))?.codespace);
  }

  /** The same, as it is at this moment. */
  async findNow(name: string): Promise<CodespaceResult | undefined> {
    const seen = await this.get(name);
    if (seen !== undefined) return shown(seen.codespace);
    const { data } = await this.list();
    if (!data.some((codespace) => codespace.name === name)) return undefined;
    throw new Error("GitHub lists it, but answers 404 when it is asked for: run again.");
  }

  /** Never sent twice. */
  async create({ route, params }: Creation): Promise<CodespaceResult> {
    const { data } = await this.#writing(route, params);
    const codespace = codespaceOf(data);
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
    const route = "PATCH /user/codespaces/{codespace_name}";
    return codespaceOf((await this.#writing(route, { ...body, codespace_name: name })).data);
  }

  async remove(name: string): Promise<void> {
    await this.#writing("DELETE /user/codespaces/{codespace_name}", { codespace_name: name });
  }

  /** Starting what is started (409), or stopping what is stopped, changes nothing. */
  async command(name: string, verb: "start" | "stop"): Promise<void> {
    const route = `POST /user/codespaces/{codespace_name}/${verb}`;
    try {
      await this.#writing(route, { codespace_name: name }, true);
    } catch (error) {
      if (!isRefused(error, 409)) throw error;
    }
  }

  /** The names of the machine types that are allowed there; the route has no other parameters. */
  async machines(route: string, params: Params): Promise<string[]> {
    const { data } = await this.#github.request(route, params);
    return new Json(data, "list of machines").list("machines").map((each) => each.text("name"));
  }

  /** A list asked for while a write is under way may be of before it: it is dropped afterwards too. */
  async #writing(route: string, params: Params, repeatable?: true): Promise<Answer> {
    this.#list.forget();
    try {
      return await this.#github.request(route, params, repeatable && { repeatable });
    } finally {
      this.#list.forget();
    }
  }
}

/** GitHub may go on showing what is deleted. */
function shown(codespace: CodespaceResult | undefined): CodespaceResult | undefined {
  return codespace?.state === "Deleted" ? undefined : codespace;
}
