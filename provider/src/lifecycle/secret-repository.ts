import { isRefused } from "../github/errors";
import { inputFields } from "../kinds/table";
import type { SecretScope } from "../operations/secret-scope";
import {
  createKept,
  declare,
  markOf,
  ownerIdIn,
  staysDeclared,
  unlessDeclaredMeanwhile,
} from "./declaring";
import { changedIdentity, checkFields, inCheckedForm, type Field } from "../rules/fields";
import { identityIn, type Identity } from "./identity";
import {
  isGet,
  isReadByProgram,
  knownBefore,
  refuseEmptyGet,
  type Identified,
} from "./known-before";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { defined, textOf, unknown, type Plain, type Props } from "../rules/plain";
import { onList } from "./secret-declared";
import { doJob } from "./secret-job";
import type { ListedKind, SecretKind } from "./secret-kind";
import { newNamesOf, noteNewName } from "./new-names";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { findInList, removeFromList, whyNotAdded } from "./secret-repository-list";
import type { GetSession, Session } from "./session";
import { sayNotShownYet } from "./sentences";

/** One repository added to a secret that may belong to another stack; the rest of its list stays. */
export class SecretRepositoryLifecycle implements Lifecycle {
  readonly #kind: SecretKind;
  readonly #session: GetSession;
  readonly #className: string;
  readonly #fields: Record<string, Field>;

  /** The kind of secret whose list it is. */
  constructor(kind: ListedKind, session: GetSession) {
    this.#kind = kind;
    this.#session = session;
    this.#className = kind.ofOne.className;
    this.#fields = inputFields(kind.ofOne.fields);
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
    const session = this.#session();
    if (
      typeof inputs.repository === "string" &&
      changedIdentity(this.#fields, olds, inputs).length > 0
    ) {
      session.expectRepositories(this.#kind.account, [inputs.repository]);
      noteNewName(this.#list(inputs), inputs.repository, session);
    }
    const name = this.#name(this.#id(inputs));
    const wrong =
      declare(this.#declarable, { olds, inputs, news, name }, session) ??
      session.lists.add(this.#kind, inputs);
    const failure = { property: "repository", reason: `repository: ${wrong ?? ""}` };
    return { inputs, failures: wrong === undefined ? [] : [failure] };
  }

  replaces(olds: Props, news: Props): string[] {
    const replaced = changedIdentity(this.#fields, olds, news);
    if (replaced.length === 0) this.#claim(olds, this.#session());
    return replaced;
  }

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = inCheckedForm(this.#fields, given);
    const id = this.#id(inputs);
    const identity = this.#identity(inputs);
    return doJob(this.#job("created", id, inputs), this.#session, (session, go) =>
      createKept({ id, identity }, session, async () => {
        const { scope, inTurn } = await go();
        const [owner, repositoryId] = await Promise.all([
          ownerOf(this.#kind, session),
          this.#repositoryId(inputs, session),
        ]);
        const declared = defined({ ...inputs, owner });
        // By its old name and its new one, or by name and id, it is still one repository.
        this.#claim({ ...declared, repositoryId }, session);
        session.lists.refuse(this.#kind, { ...declared, repositoryId });
        const added = await inTurn(() => this.#add(declared, repositoryId, { session, scope }));
        return { id, outputs: { ...declared, ...added, ...markOf(identity, {}, session) } };
      }),
    );
  }

  read(id: string, outputs: Props): Promise<Known | undefined> {
    const secret = isGet(outputs) ? this.#parse(id) : outputs;
    return doJob(this.#job("read", id, secret), this.#session, async (session, go) => {
      const known = knownBefore(this.#identified, id, outputs);
      if (isReadByProgram(outputs)) session.declared.reads(this.#identity(known));
      const { scope } = await go();
      await refuseOtherOwner(this.#kind, known, session);
      const repositoryId = await findInList({ kind: this.#kind, known, scope }, session);
      if (repositoryId === undefined) {
        refuseEmptyGet(id, outputs);
        return undefined;
      }
      if (repositoryId === "not shown yet") {
        sayNotShownYet(session, this.#name(id));
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
    return doJob(this.#job("deleted", id, outputs), this.#session, async (session, go) => {
      // What was imported by a file may be without its id.
      const repositoryId = outputs.repositoryId ?? (await this.#repositoryId(outputs, session));
      const stays = await this.#keeping(id, { ...outputs, repositoryId }, session);
      if (stays()) return;
      const { scope, inTurn } = await go();
      await refuseOtherOwner(this.#kind, outputs, session);
      const name = textOf(outputs, "secretName");
      await unlessDeclaredMeanwhile(stays, (beforeSending) => {
        const removal = { kind: this.#kind, scope, name, id: Number(repositoryId), beforeSending };
        return inTurn(() => removeFromList(removal, session));
      });
    });
  }

  /** It may be declared by its name, by its id, or by the name that it has by now. */
  async #keeping(id: string, outputs: Props, session: Session): Promise<() => boolean> {
    const { repository, repositoryId } = outputs;
    // The secret's own list may declare it by now.
    const things = [this.#thing(outputs), onList(this.#kind, outputs, Number(repositoryId))];
    const stays = (...names: (Plain | undefined)[]) => {
      const identities = names.map((name) => this.#identity({ ...outputs, repository: name }));
      return staysDeclared({ identities, things, name: this.#name(id), outputs }, session);
    };
    const declared = () => stays(repository, repositoryId);
    if (declared()) return () => true;
    if (!session.declared.isProgramRunning) return declared;
    const what = { what: this.#list(outputs), account: this.#kind.account };
    const names = [
      await this.#nameNow(outputs, session),
      ...(await newNamesOf(Number(repositoryId), what, session)),
    ].filter((name) => name !== undefined && name !== repository);
    return names.length === 0 ? declared : () => stays(repository, repositoryId, ...names);
  }

  /** Another repository may have taken its name; the state may know it by its id alone. */
  async #nameNow({ repository, repositoryId }: Props, session: Session) {
    const repositories = await session.repositoryIds(this.#kind.account);
    if (typeof repository === "string") {
      const found = (await repositories.locate([repository])).get(repository);
      if (found?.id === repositoryId) return found?.name;
    }
    return repositories.nameOf(Number(repositoryId));
  }

  #claim(props: Props, { declared }: Session): void {
    const identity = this.#identity(props);
    if (declared.callOf(identity) === undefined) return;
    declared.claim(this.#thing(props), this.#id(props));
    const owner = ownerIdIn(props.owner);
    if (owner !== undefined) declared.own(identity, this.#name(this.#id(props)), owner);
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
      const added = { id, repository: byName ? repository : String(id) };
      return { repositoryId: id, addedAt: (await scope.addRepository(name, added)).date };
    } catch (error) {
      if (!isRefused(error, 404, 409, 422)) throw error;
      const mayBeAnother = byName && error.status !== 409;
      const current = mayBeAnother ? await this.#idNow(repository, session) : undefined;
      if (current !== undefined && current !== id) {
        this.#claim({ ...inputs, repositoryId: current }, session);
        return this.#add(inputs, current, place);
      }
      const what = byName ? `${repository} (id ${id})` : `with the id ${id}`;
      const why = await whyNotAdded(
        error.status,
        { what, name, secret: this.#kind.id(inputs) },
        scope,
      );
      throw new Error(`${why} ${error.message}`);
    }
  }

  #list(props: Props): string {
    return `${this.#className} of ${this.#kind.id(props)}`;
  }

  get #declarable() {
    return { className: this.#className, fields: this.#fields };
  }

  #identity(props: Props): Identity {
    return identityIn(this.#className, this.#fields, props);
  }

  #name(id: string): string {
    return `${this.#className} ${id}`;
  }

  #thing(props: Props): string {
    const owner = ownerIdIn(props.owner);
    const whose = owner === undefined ? "" : ` of the user ${owner}`;
    const { className } = this.#kind;
    return `repository ${Number(props.repositoryId)} of ${className} ${this.#kind.id(props)}${whose}`;
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
