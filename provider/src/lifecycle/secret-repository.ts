import { isRefused } from "../github/errors";
import { inTurn } from "../github/in-turn";
import type { SecretScope } from "../github/secret-scope";
import { beforeOf, changedIdentity, checkFields, type Field } from "./fields";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { textOf, unknown, type Props } from "./plain";
import { repositoryReference } from "./rules";
import { ASK_AGAIN_AFTER } from "./secret-drift";
import type { SecretKind } from "./secret-kind";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import type { GetSession, Session } from "./session";

/** One repository added to a secret that may belong to another stack; the rest of its list stays. */
export class SecretRepositoryLifecycle implements Lifecycle {
  readonly #kind: SecretKind;
  readonly #session: GetSession;
  readonly #className: string;
  readonly #fields: Record<string, Field>;

  /** The kind of secret whose list it is. */
  constructor(kind: SecretKind, session: GetSession) {
    this.#kind = kind;
    this.#session = session;
    this.#className = `${kind.className}Repository`;
    const identity = Object.entries(kind.fields).filter(([, field]) => field.replaces);
    const repository = { required: true, replaces: true, check: repositoryReference } as const;
    this.#fields = { ...Object.fromEntries(identity), repository };
  }

  check(olds: Props, news: Props): Checked {
    const { inputs, failures } = checkFields(this.#fields, news);
    if (failures.length > 0 || Object.values(inputs).includes(unknown)) return { inputs, failures };
    const id = this.#id(inputs);
    const before = beforeOf(this.#fields, olds, inputs);
    const wrong = this.#session().declared.declare(`${this.#className} ${id}`, before);
    const failure = { property: "repository", reason: `repository: ${wrong ?? ""}` };
    return { inputs, failures: wrong === undefined ? [] : [failure] };
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(this.#fields, olds, news);
  }

  create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const id = this.#id(inputs);
    return this.#doing("created", id, inputs, async (session, scope, name) => {
      session.declared.claim(`${this.#className} ${id}`);
      const owner = await ownerOf(this.#kind, session);
      const repositoryId = await this.#repositoryId(inputs, session);
      const answer = await scope.addRepository(name, repositoryId);
      const outputs = { ...inputs, repositoryId, addedAt: answer.date, ...(owner && { owner }) };
      return { id, outputs };
    });
  }

  read(id: string, outputs: Props): Promise<Known | undefined> {
    if (typeof outputs.repositoryId !== "number") {
      throw new Error(`${this.#className} ${id} can only be read once a stack has created it.`);
    }
    const { repositoryId } = outputs;
    const addedAt = Date.parse(textOf(outputs, "addedAt"));
    return this.#doing("read", id, outputs, async (session, scope, name) => {
      await refuseOtherOwner(this.#kind, outputs, session);
      const names = Object.keys(this.#fields);
      const inputs: Props = Object.fromEntries(names.map((input) => [input, outputs[input]]));
      for (const wait of [...ASK_AGAIN_AFTER, undefined]) {
        const { ids, date } = await listed(scope, name);
        if (ids.includes(repositoryId)) return { id, inputs, outputs };
        const age = Date.parse(date) - addedAt;
        if (!(age < session.settings.readGrace)) return undefined;
        if (wait !== undefined) await session.clock.sleep(wait);
      }
      session.say.warn(
        `${this.#className} ${id}: GitHub does not show the last write yet; what the state holds is kept. Refresh again in a minute.`,
      );
      return { id, inputs, outputs };
    });
  }

  /** There is nothing to change: every input is part of the identity. */
  update(_id: string, olds: Props, news: Props): Promise<Props> {
    return Promise.resolve({ ...olds, ...news });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, outputs, async (session, scope, name) => {
      const identity = `${this.#className} ${id}`;
      if (session.declared.isDeclared(identity)) {
        session.say.info(`${identity} stays at GitHub: this program still declares it.`);
        return;
      }
      await refuseOtherOwner(this.#kind, outputs, session);
      await removeIfThere(scope, name, Number(outputs.repositoryId));
    });
  }

  async #repositoryId(inputs: Props, session: Session): Promise<number> {
    if (typeof inputs.repository === "number") return inputs.repository;
    const name = textOf(inputs, "repository");
    const repositoryIds = await session.repositoryIds(this.#kind.account);
    const { [name]: id } = await repositoryIds.of([name]);
    if (id === undefined) throw new Error(`the repository ${name} has no id.`);
    return id;
  }

  #id(inputs: Props): string {
    const { repository } = inputs;
    const last = typeof repository === "number" ? repository : textOf(inputs, "repository");
    return `${this.#kind.id(inputs)}/${last}`;
  }

  async #doing<T>(
    verb: string,
    id: string,
    props: Props,
    work: (session: Session, scope: SecretScope, name: string) => Promise<T>,
  ): Promise<T> {
    try {
      const session = this.#session();
      const scope = await session.scope(this.#kind.account, this.#kind.scope(props));
      const secret = this.#kind.id(props);
      return await inTurn(`${this.#kind.className} ${secret}`, () =>
        work(session, scope, textOf(props, "secretName")),
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${this.#className} ${id} could not be ${verb}: ${reason}`);
    }
  }
}

/** The list of a secret; empty where the secret is gone, or is not for selected repositories. */
async function listed(scope: SecretScope, name: string) {
  try {
    const { data, date } = await scope.repositoriesNow(name);
    return { ids: data.map(({ id }) => id), date };
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    const { secrets, date } = await scope.list();
    if ((secrets.get(name)?.visibility ?? "") === "selected") throw error;
    return { ids: [], date };
  }
}

/**
 * Gone already is fine where the list says so. 409 means that the secret is not for selected
 * repositories any more, and so has no list to be on.
 */
async function removeIfThere(scope: SecretScope, name: string, id: number): Promise<void> {
  try {
    await scope.removeRepository(name, id);
  } catch (error) {
    if (isRefused(error, 409)) return;
    if (!isRefused(error, 404)) throw error;
    const { ids } = await listed(scope, name);
    if (ids.includes(id)) throw error;
  }
}
