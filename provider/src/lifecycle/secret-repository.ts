import { isRefused } from "../github/errors";
import type { SecretScope } from "../github/secret-scope";
import { CREATE_BEFORE_DELETE } from "../hints";
import { beforeOf, changedIdentity, checkFields, inCheckedForm, type Field } from "./fields";
import { knownBefore, refuseEmptyGet, type Identified } from "./known-before";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { defined, textOf, unknown, type Props } from "./plain";
import { repositoryReference } from "./rules";
import { doJob } from "./secret-job";
import type { SecretKind } from "./secret-kind";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { findInList, removeFromList } from "./secret-repository-list";
import type { GetSession, Session } from "./session";
import { sayNotShownYet, staysDeclared } from "./sentences";

const repository: Field = { required: true, replaces: true, check: repositoryReference };

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
    this.#fields = { ...Object.fromEntries(identity), repository };
  }

  get #identified(): Identified {
    return {
      className: this.#className,
      fields: this.#fields,
      id: (props) => this.#id(props),
      parse: (id) => this.#parse(id),
    };
  }

  check(olds: Props, news: Props): Checked {
    const { inputs, failures } = checkFields(this.#fields, news);
    if (failures.length > 0 || Object.values(inputs).includes(unknown)) return { inputs, failures };
    const identity = this.#identity(this.#id(inputs));
    const before = beforeOf(this.#fields, olds, inputs);
    const session = this.#session();
    const { declared } = session;
    if (typeof inputs.repository === "string" && before !== "same identity") {
      session.expectRepositories(this.#kind.account, [inputs.repository]);
    }
    const wrong = declared.declare(identity, before, news[CREATE_BEFORE_DELETE]);
    const failure = { property: "repository", reason: `repository: ${wrong ?? ""}` };
    return { inputs, failures: wrong === undefined ? [] : [failure] };
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(this.#fields, olds, news);
  }

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = inCheckedForm(this.#fields, given);
    const id = this.#id(inputs);
    return doJob(this.#job("created", id, inputs), this.#session, async (place) => {
      const { session, scope } = place;
      session.declared.claim(this.#identity(id));
      const [owner, repositoryId] = await Promise.all([
        ownerOf(this.#kind, session),
        this.#repositoryId(inputs, session),
      ]);
      // By its old name and its new one, or by name and id, it is still one repository.
      session.declared.claim(this.#sameRepository(inputs, repositoryId));
      const added = await place.inTurn(() => this.#add(inputs, repositoryId, { session, scope }));
      return { id, outputs: defined({ ...inputs, ...added, owner }) };
    });
  }

  read(id: string, outputs: Props): Promise<Known | undefined> {
    const secret = this.#parse(id);
    return doJob(this.#job("read", id, secret), this.#session, async ({ session, scope }) => {
      const known = knownBefore(this.#identified, id, outputs);
      await refuseOtherOwner(this.#kind, known, session);
      const repositoryId = await findInList({ kind: this.#kind, known, scope }, session);
      if (repositoryId === undefined) {
        refuseEmptyGet(id, outputs);
        return undefined;
      }
      if (repositoryId === "not shown yet") {
        sayNotShownYet(session, this.#identity(id));
        return { id, inputs: this.#inputsOf(known), outputs: known };
      }
      const owner = known.owner ?? (await ownerOf(this.#kind, session));
      return {
        id,
        inputs: this.#inputsOf(known),
        outputs: defined({ ...known, repositoryId, owner }),
      };
    });
  }

  /** There is nothing to change: every input is part of the identity. */
  update(_id: string, olds: Props, news: Props): Promise<Props> {
    const update = () => ({ ...olds, ...inCheckedForm(this.#fields, news) });
    return Promise.resolve().then(update);
  }

  delete(id: string, outputs: Props): Promise<void> {
    return doJob(this.#job("deleted", id, outputs), this.#session, async (place) => {
      const { session, scope } = place;
      const repositoryId = Number(outputs.repositoryId);
      const sameRepository = this.#sameRepository(outputs, repositoryId);
      if (staysDeclared(session, this.#identity(id), sameRepository)) return;
      await refuseOtherOwner(this.#kind, outputs, session);
      const name = textOf(outputs, "secretName");
      const removal = { kind: this.#kind, scope, name, id: repositoryId };
      await place.inTurn(() => removeFromList(removal, session));
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

  async #idNow(name: string, session: Session): Promise<number | undefined> {
    const repositoryIds = await session.repositoryIds(this.#kind.account);
    repositoryIds.forget([name]);
    return (await repositoryIds.find([name]))[name];
  }

  /**
   * Answers which it was, and when it was added, by GitHub's clock. One whose id GitHub refuses may
   * have been deleted and made anew since this run asked for it: its name is asked for again.
   */
  async #add(
    inputs: Props,
    id: number,
    place: { session: Session; scope: SecretScope },
  ): Promise<{ repositoryId: number; addedAt: string }> {
    const { session, scope } = place;
    const name = textOf(inputs, "secretName");
    const { repository } = inputs;
    const byName = typeof repository === "string";
    try {
      const added = { id, full_name: byName ? repository : String(id) };
      return { repositoryId: id, addedAt: (await scope.addRepository(name, added)).date };
    } catch (error) {
      if (!isRefused(error, 404, 409, 422)) throw error;
      const mayBeAnother = byName && error.status !== 409;
      const current = mayBeAnother ? await this.#idNow(repository, session) : undefined;
      if (current !== undefined && current !== id) {
        session.declared.claim(this.#sameRepository(inputs, current));
        return this.#add(inputs, current, place);
      }
      const what = byName ? `${repository} (id ${id})` : `with the id ${id}`;
      const why = await this.#whyNot(
        error.status,
        { what, name, secret: this.#kind.id(inputs) },
        scope,
      );
      throw new Error(`${why} ${error.message}`);
    }
  }

  async #whyNot(
    status: number,
    { what, name, secret }: { what: string; name: string; secret: string },
    scope: SecretScope,
  ): Promise<string> {
    if (status === 409) {
      return `the secret ${secret} has no list of repositories: give it visibility "selected" first.`;
    }
    const { secrets } = await scope.listAfterMissing();
    return secrets.has(name)
      ? `the repository ${what} was deleted, or the secret ${secret} can't be given to it, or the credential can't see it.`
      : `GitHub lists no secret ${secret}: it must be there first (secretName: secret.secretName, or dependsOn).`;
  }

  #identity(id: string): string {
    return `${this.#className} ${id}`;
  }

  #sameRepository(props: Props, repositoryId: number): string {
    return `repository ${repositoryId} of ${this.#kind.className} ${this.#kind.id(props)}`;
  }

  #job(verb: string, id: string, secret: Props | undefined) {
    return { kind: this.#kind, className: this.#className, verb, id, secret };
  }

  #inputsOf(outputs: Props): Props {
    return Object.fromEntries(Object.keys(this.#fields).map((input) => [input, outputs[input]]));
  }

  #id(inputs: Props): string {
    const { repository } = inputs;
    const last = typeof repository === "number" ? repository : textOf(inputs, "repository");
    return `${this.#kind.id(inputs)}/${last}`;
  }

  /** The inputs that an id stands for, for `get`. */
  #parse(id: string): Props | undefined {
    const [, secret = "", last = ""] = /^([^/]+\/[^/]+)\/(\d+|[^/]+\/[^/]+)$/.exec(id) ?? [];
    const inputs = this.#kind.parse(secret);
    if (inputs === undefined) return undefined;
    const repository = /^\d+$/.test(last) ? Number(last) : last;
    const { inputs: checked, failures } = checkFields(this.#fields, { ...inputs, repository });
    return failures.length > 0 ? undefined : checked;
  }
}
