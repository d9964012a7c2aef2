import type { Answer } from "../github/answer";
import type { ListedSecret, SecretScope } from "../github/secret-scope";
import { shown } from "../texts";
import { changedIdentity } from "./fields";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { defined, textOf, type Props } from "./plain";
import { recordedIds, sameIds, type IdsByName } from "./repository-list";
import { putSealed } from "./sealed-put";
import { checkSecret } from "./secret-check";
import { doJob } from "./secret-job";
import { identityOf, type SecretKind } from "./secret-kind";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { readSecret } from "./secret-read";
import { removeIfThere } from "./secret-remove";
import { bodyOf, changeOf, idsToSend, writeChange } from "./secret-write";
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

  create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const id = this.#kind.id(inputs);
    return this.#doing("created", id, async (session, scope) => {
      session.declared.claim(identityOf(this.#kind, id));
      const name = textOf(inputs, "secretName");
      const [listed, owner] = await Promise.all([
        scope.existedBefore(name),
        ownerOf(this.#kind, session),
      ]);
      this.#refuseExisting(listed, inputs, session);
      const [ids] = await Promise.all([
        idsToSend(this.#kind, { scope, name, news: inputs, known: {}, isNew: !listed }, session),
        inputs.encryptedValue === undefined ? scope.key() : undefined,
      ]);
      const body = bodyOf(this.#kind, inputs, ids);
      const answer = await putSealed(scope, { name, body, inputs }, session.values);
      // 201: it was gone, and the list an old one.
      const existing = answer.status === 201 ? undefined : listed;
      this.#sayAdoption({ id, existing, answer }, session);
      const createdAt = existing?.created_at ?? answer.date;
      return { id, outputs: outputsOf(inputs, { createdAt, updatedAt: answer.date, owner }, ids) };
    });
  }

  read(id: string, outputs: Props): Promise<Known | undefined> {
    const recorded = outputs.secretName === undefined ? this.#kind.parse(id) : outputs;
    if (recorded === undefined) throw new Error(notAnId(this.#kind, id));
    return this.#doing("read", id, async (session, scope) => {
      await refuseOtherOwner(this.#kind, recorded, session);
      return readSecret(this.#kind, { id, recorded, scope }, session);
    });
  }

  update(id: string, olds: Props, news: Props): Promise<Props> {
    return this.#doing("updated", id, async (session, scope) => {
      session.declared.claim(identityOf(this.#kind, id));
      const change = changeOf(this.#kind, { olds, news }, session);
      const name = textOf(news, "secretName");
      const stamps: Props = { createdAt: olds.createdAt, owner: olds.owner };
      const known = recordedIds(olds);
      const { updatedAt, valueUncertain } = olds;
      const unchanged = (ids: IdsByName | undefined) =>
        outputsOf(news, { ...stamps, updatedAt, valueUncertain }, ids);
      if (!change.value && !change.visibility && !change.list) {
        return unchanged(this.#kind.hasList(news) ? known : undefined);
      }
      await refuseOtherOwner(this.#kind, olds, session);
      const ids = await idsToSend(this.#kind, { scope, name, news, known, isNew: false }, session);
      if (!change.value && !change.visibility && ids !== undefined && sameIds(ids, known)) {
        return unchanged(ids);
      }
      const answer = await writeChange(this.#kind, { scope, name, news, change, ids }, session);
      const createdAt = answer.status === 201 ? answer.date : olds.createdAt;
      return outputsOf(news, { ...stamps, createdAt, updatedAt: answer.date }, ids);
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async (session, scope) => {
      if (staysDeclared(session, identityOf(this.#kind, id))) return;
      await refuseOtherOwner(this.#kind, outputs, session);
      await removeIfThere(scope, textOf(outputs, "secretName"), session);
    });
  }

  #refuseExisting(existing: ListedSecret | undefined, inputs: Props, session: Session): void {
    const policy = inputs.onExisting ?? session.settings.onExisting;
    const identity = identityOf(this.#kind, this.#kind.id(inputs));
    if (existing === undefined || policy !== "fail" || session.declared.isReplaced(identity))
      return;
    throw new Error(
      `it exists already (created ${existing.created_at}, updated ${existing.updated_at}) and onExisting ` +
        'is "fail". Nothing was written. Delete it, or take it over with onExisting: "adopt".',
    );
  }

  /** A 204 to a repeated PUT says nothing: the lost first answer may have been a 201 of ours. */
  #sayAdoption(
    { id, existing, answer }: { id: string; existing: ListedSecret | undefined; answer: Answer },
    session: Session,
  ): void {
    const identity = identityOf(this.#kind, id);
    if (session.declared.isReplaced(identity)) return;
    if (existing !== undefined) {
      session.say.warn(
        `${identity} existed already (created ${existing.created_at}, updated ${existing.updated_at}): it was taken over, and its value overwritten.`,
      );
    } else if (answer.status === 204 && !answer.repeated) {
      session.say.warn(`${identity} appeared while this program ran: it was taken over.`);
    }
  }

  #doing<T>(
    verb: string,
    id: string,
    work: (session: Session, scope: SecretScope) => Promise<T>,
  ): Promise<T> {
    const kind = this.#kind;
    const job = { kind, className: kind.className, verb, id, secret: kind.parse(id) };
    return doJob(job, this.#session, ({ session, scope, inTurn }) =>
      inTurn(() => work(session, scope)),
    );
  }
}

function outputsOf(inputs: Props, known: Props, ids: IdsByName | undefined): Props {
  return defined({ ...inputs, ...known, selectedRepositoryIds: ids });
}

function notAnId(kind: SecretKind, id: string): string {
  const form = kind.id({ org: "ORG", repository: "OWNER/REPOSITORY", secretName: "NAME" });
  return `${shown(id)} is not an id of ${kind.className}: give ${form}.`;
}
