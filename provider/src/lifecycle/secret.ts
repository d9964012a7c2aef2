import type { SecretScope } from "../github/secret-scope";
import { changedIdentity } from "./fields";
import { identityIn, knownBefore, notAnId, refuseEmptyGet } from "./known-before";
import { PartlyDone, type Checked, type Known, type Lifecycle } from "./lifecycle";
import { defined, textOf, type Props } from "./plain";
import { recordedIds, type IdsByName } from "./repository-list";
import { canSendValue } from "./sealed-put";
import { checkedSecret, checkSecret, withoutPlainValue } from "./secret-check";
import { createSecret } from "./secret-create";
import { doJob } from "./secret-job";
import { identityOf, type SecretKind } from "./secret-kind";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { readSecret } from "./secret-read";
import { removeIfThere } from "./secret-remove";
import { changeOf, updateSecret } from "./secret-write";
import { staysDeclared } from "./sentences";
import type { GetSession, Session } from "./session";

/** The one engine behind the secrets of organizations, users and repositories. */
export class SecretLifecycle implements Lifecycle {
  readonly #kind: SecretKind;
  readonly #session: GetSession;

  constructor(kind: SecretKind, session: GetSession) {
    this.#kind = kind;
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    return checkSecret(this.#kind, { olds, news }, this.#session());
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(this.#kind.fields, olds, news);
  }

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = checkedSecret(this.#kind, given);
    const id = this.#kind.id(inputs);
    return this.#doing("created", id, async (session, scope) => {
      session.declared.claim(identityOf(this.#kind, id));
      const owner = await ownerOf(this.#kind, session);
      const made = await createSecret(this.#kind, { scope, inputs }, session);
      const { answer, existing, ids } = made;
      const createdAt = existing?.created_at ?? answer.date;
      return { id, outputs: outputsOf(inputs, { createdAt, updatedAt: answer.date, owner }, ids) };
    });
  }

  async read(id: string, outputs: Props): Promise<Known | undefined> {
    const kind = this.#kind;
    if (identityIn(kind, id) === undefined) throw new Error(notAnId(kind, id));
    return this.#doing("read", id, async (session, scope) => {
      const recorded = withoutPlainValue(knownBefore(kind, id, outputs));
      await refuseOtherOwner(kind, recorded, session);
      const known = await readSecret(kind, { id, recorded, scope }, session);
      if (known === undefined) refuseEmptyGet(id, outputs);
      return known;
    });
  }

  async update(id: string, olds: Props, given: Props): Promise<Props> {
    const news = checkedSecret(this.#kind, given);
    return this.#doing("updated", id, async (session, scope) => {
      session.declared.claim(identityOf(this.#kind, id));
      const change = changeOf(this.#kind, { olds, news }, session);
      const stamps: Props = { createdAt: olds.createdAt, owner: olds.owner };
      const known = recordedIds(olds);
      const { updatedAt, valueUncertain } = olds;
      const unchanged = (ids: IdsByName | undefined) =>
        outputsOf(news, { ...stamps, updatedAt, valueUncertain }, ids);
      if (!change.value && !change.visibility && !change.list) {
        return unchanged(this.#kind.hasList(news) ? known : undefined);
      }
      await refuseOtherOwner(this.#kind, olds, session);
      const wasManaged = olds.selectedRepositories !== undefined;
      const list = { kind: this.#kind, scope, news, known, isNew: false };
      const { answer, ids } = await updateSecret({ ...list, change, wasManaged }, session);
      if (answer === undefined) return unchanged(ids);
      const createdAt = answer.status === 201 ? answer.date : olds.createdAt;
      const outputs = outputsOf(news, { ...stamps, createdAt, updatedAt: answer.date }, ids);
      const isEmpty = answer.status === 201 && !change.value && !canSendValue(news, session.values);
      if (isEmpty) throw madeWithoutValue(id, outputs);
      return outputs;
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async (session, scope) => {
      if (staysDeclared(session, identityOf(this.#kind, id))) return;
      await refuseOtherOwner(this.#kind, outputs, session);
      await removeIfThere(scope, textOf(outputs, "secretName"), session);
    });
  }

  #doing<T>(
    verb: string,
    id: string,
    work: (session: Session, scope: SecretScope) => Promise<T>,
  ): Promise<T> {
    const kind = this.#kind;
    const job = { kind, className: kind.className, verb, id, secret: identityIn(kind, id) };
    return doJob(job, this.#session, ({ session, scope, inTurn }) =>
      inTurn(() => work(session, scope)),
    );
  }
}

/** What the state says of its value differs from what a program says: the next update writes it. */
function madeWithoutValue(id: string, outputs: Props): PartlyDone {
  const reason =
    "it was gone at GitHub, and was made again without a value, since its value is not known in this " +
    "run (ignoreChanges on value?). Take value out of ignoreChanges for one run.";
  return new PartlyDone({ id, outputs: { ...outputs, valueWritten: "by nobody" }, reason });
}

/** A list beside a visibility that has none is not at GitHub. */
function outputsOf(inputs: Props, known: Props, ids: IdsByName | undefined): Props {
  const noList = ids === undefined && { selectedRepositories: undefined };
  return defined({ ...inputs, ...known, ...noList, selectedRepositoryIds: ids });
}
