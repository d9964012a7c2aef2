import type { Answer } from "../github/answer";
import type { ListedSecret, SecretScope } from "../github/secret-scope";
import { shown } from "../texts";
import { createKept, markOf } from "./declaring";
import { changedIdentity } from "./fields";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { defined, textOf, type Props } from "./plain";
import { recordedIds, sameIds, type IdsByName } from "./repository-list";
import { putSealed } from "./sealed-put";
import { checkSecret } from "./secret-check";
import {
  asListed,
  claimSecret,
  declareRead,
  identityWith,
  secretStays,
  wasWrittenMeanwhile,
} from "./secret-declared";
import { doJob } from "./secret-job";
import { identityOf, type SecretKind } from "./secret-kind";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { refuseTaken, whereItIs } from "./secret-place";
import { readSecret } from "./secret-read";
import { removeIfThere } from "./secret-remove";
import { bodyOf, changeOf, idsToSend, writeChange } from "./secret-write";
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
    const replaced = changedIdentity(this.#kind.fields, olds, news);
    // The outputs tell what no check is given: which repository it is, or which user's.
    if (replaced.length === 0) claimSecret(this.#kind, asListed(olds, news), this.#session());
    return replaced;
  }

  create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const id = this.#kind.id(inputs);
    const identity = identityWith(this.#kind, inputs);
    return doJob(this.#job("created", id, inputs), this.#session, (session, go) =>
      createKept({ id, identity }, session, async () => {
        const { scope, place, inTurn } = await go();
        const whose = defined({ owner: await ownerOf(this.#kind, session), ...place.whose });
        claimSecret(this.#kind, { ...inputs, ...whose }, session);
        const written = await inTurn(() => this.#write(inputs, scope, session));
        const outputs = defined({ ...written, ...whose, ...this.#mark(inputs) });
        claimSecret(this.#kind, outputs, session);
        return { id, outputs };
      }),
    );
  }

  async #write(inputs: Props, scope: SecretScope, session: Session): Promise<Props> {
    const name = textOf(inputs, "secretName");
    const listed = await scope.existedBefore(name);
    this.#refuseExisting(listed, inputs, session);
    const [ids] = await Promise.all([
      idsToSend(this.#kind, { scope, name, news: inputs, known: {}, isNew: !listed }, session),
      inputs.encryptedValue === undefined ? scope.key() : undefined,
    ]);
    const body = bodyOf(this.#kind, inputs, ids);
    const answer = await putSealed(scope, { name, body, inputs }, session.values);
    // 201: it was gone, and the list an old one.
    const existing = answer.status === 201 ? undefined : listed;
    this.#sayAdoption(inputs, { existing, answer }, session);
    const stamps = { createdAt: existing?.created_at ?? answer.date, updatedAt: answer.date };
    return outputsOf(inputs, stamps, ids);
  }

  read(id: string, outputs: Props): Promise<Known | undefined> {
    const recorded = outputs.secretName === undefined ? this.#kind.parse(id) : outputs;
    if (recorded === undefined) throw new Error(notAnId(this.#kind, id));
    return doJob(this.#job("read", id, recorded), this.#session, async (session, go) => {
      // It is what another resource has made, of this program or of another one: it stays.
      if (recorded !== outputs) declareRead(this.#kind, recorded, session);
      const { scope, place, inTurn } = await go();
      await refuseOtherOwner(this.#kind, recorded, session);
      if (place.gone) return undefined;
      const reading = { id, recorded: whereItIs(place, recorded), scope };
      return inTurn(() => readSecret(this.#kind, reading, session));
    });
  }

  update(id: string, olds: Props, news: Props): Promise<Props> {
    return doJob(this.#job("updated", id, olds), this.#session, async (session, go) => {
      const change = changeOf(this.#kind, { olds, news }, session);
      const known = recordedIds(olds);
      const { createdAt, updatedAt, owner, valueUncertain, repositoryId } = olds;
      const stays = { createdAt, owner, repositoryId, ...this.#mark(news, olds) };
      const unchanged = (ids: IdsByName | undefined) =>
        outputsOf(news, { ...stays, updatedAt, valueUncertain }, ids);
      if (!change.value && !change.visibility && !change.list) {
        return unchanged(this.#kind.hasList(news) ? known : undefined);
      }
      const { scope, place, inTurn } = await go();
      refuseTaken(place);
      claimSecret(this.#kind, asListed({ ...olds, ...place.whose }, news), session);
      await refuseOtherOwner(this.#kind, olds, session);
      const outputs = await inTurn(async () => {
        const name = textOf(news, "secretName");
        const ids = await idsToSend(
          this.#kind,
          { scope, name, news, known, isNew: false },
          session,
        );
        if (!change.value && !change.visibility && ids !== undefined && sameIds(ids, known)) {
          return unchanged(ids);
        }
        const answer = await writeChange(this.#kind, { scope, name, news, change, ids }, session);
        const stamps = {
          createdAt: answer.status === 201 ? answer.date : createdAt,
          updatedAt: answer.date,
        };
        return outputsOf(news, { ...stays, ...place.whose, ...stamps }, ids);
      });
      claimSecret(this.#kind, outputs, session);
      return outputs;
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await doJob(this.#job("deleted", id, outputs), this.#session, async (session, go) => {
      if (secretStays(this.#kind, { id, outputs }, session)) return;
      const { scope, place, inTurn } = await go();
      if (place.gone || secretStays(this.#kind, { id, outputs, place }, session)) return;
      await refuseOtherOwner(this.#kind, outputs, session);
      await inTurn(async () => {
        if (await wasWrittenMeanwhile(this.#kind, { scope, outputs, id }, session)) return;
        await removeIfThere(scope, textOf(outputs, "secretName"), session);
      });
    });
  }

  #refuseExisting(existing: ListedSecret | undefined, inputs: Props, session: Session): void {
    const policy = inputs.onExisting ?? session.settings.onExisting;
    const isReplaced = session.declared.isReplaced(identityWith(this.#kind, inputs));
    if (existing === undefined || policy !== "fail" || isReplaced) return;
    throw new Error(
      `it exists already (created ${existing.created_at}, updated ${existing.updated_at}) and onExisting ` +
        'is "fail". Nothing was written. Delete it, or take it over with onExisting: "adopt".',
    );
  }

  /** A 204 to a repeated PUT says nothing: the lost first answer may have been a 201 of ours. */
  #sayAdoption(
    inputs: Props,
    { existing, answer }: { existing: ListedSecret | undefined; answer: Answer },
    session: Session,
  ): void {
    if (session.declared.isReplaced(identityWith(this.#kind, inputs))) return;
    const name = identityOf(this.#kind, this.#kind.id(inputs));
    if (existing !== undefined) {
      session.say.warn(
        `${name} existed already (created ${existing.created_at}, updated ${existing.updated_at}): it was taken over, and its value overwritten.`,
      );
    } else if (answer.status === 204 && !answer.repeated) {
      session.say.warn(`${name} appeared while this program ran: it was taken over.`);
    }
  }

  #mark(inputs: Props, olds: Props = {}): Props {
    return markOf(identityWith(this.#kind, inputs), olds, this.#session());
  }

  #job(verb: string, id: string, props: Props) {
    const kind = this.#kind;
    return { kind, className: kind.className, verb, id, secret: props, recorded: props };
  }
}

function outputsOf(inputs: Props, known: Props, ids: IdsByName | undefined): Props {
  return defined({ ...inputs, ...known, selectedRepositoryIds: ids });
}

function notAnId(kind: SecretKind, id: string): string {
  const form = kind.id({ org: "ORG", repository: "OWNER/REPOSITORY", secretName: "NAME" });
  return `${shown(id)} is not an id of ${kind.className}: give ${form}.`;
}
