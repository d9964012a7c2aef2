import { createKept, markOf, unlessDeclaredMeanwhile } from "./declaring";
import { changedIdentity } from "../rules/fields";
import {
  isGet,
  isReadByProgram,
  knownBefore,
  namedBy,
  notAnId,
  refuseEmptyGet,
} from "./known-before";
import { PartlyDone, type Checked, type Known, type Lifecycle } from "./lifecycle";
import { defined, textOf, type Props } from "../rules/plain";
import { recordedIds, type IdsByName } from "./repository-list";
import { canSendValue } from "./sealed-put";
import { checkedSecret, checkSecret, withoutPlainValue } from "./secret-check";
import { createSecret, refuseOthers } from "./secret-create";
import { asListed, claimSecret, declareRead, identityWith, secretStays } from "./secret-declared";
import { doJob } from "./secret-job";
import { identityOf, type SecretKind } from "./secret-kind";
import { lostChange, lostWrite, WRITE_LOST } from "./secret-lost";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { refuseHidden, refuseTaken, sayGone, whereItIs } from "./secret-place";
import { readSecret } from "./secret-read";
import { removeUnlessTaken } from "./secret-remove";
import { changeOf, updateSecret } from "./secret-write";
import { SecondTries } from "./second-tries";
import type { GetSession } from "./session";

/** The one engine behind the secrets of organizations, users and repositories. */
export class SecretLifecycle implements Lifecycle {
  readonly #kind: SecretKind;
  readonly #session: GetSession;
  readonly #tries = new SecondTries();

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

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = checkedSecret(this.#kind, given);
    const id = this.#kind.id(inputs);
    const identity = identityWith(this.#kind, inputs);
    return doJob(this.#job("created", id, inputs), this.#session, (session, go) =>
      createKept({ id, identity }, session, async () => {
        const { scope, place, inTurn } = await go();
        const whose = defined({ owner: await ownerOf(this.#kind, session), ...place.whose });
        claimSecret(this.#kind, { ...inputs, ...whose }, session);
        const marks = { ...whose, ...this.#mark(inputs) };
        const unsure = { ...inputs, ...marks, valueWritten: WRITE_LOST };
        const asLost = (error: unknown, when: Props) =>
          lostWrite({ id, outputs: { ...unsure, ...when }, error });
        const creation = { scope, inputs, asLost };
        const made = await inTurn(() => createSecret(this.#kind, creation, session));
        const { answer, existing, ids } = made;
        const stamps = { createdAt: existing?.createdAt ?? answer.date, updatedAt: answer.date };
        const outputs = outputsOf(inputs, { ...stamps, ...marks }, ids);
        claimSecret(this.#kind, outputs, session);
        return { id, outputs };
      }),
    );
  }

  async read(id: string, outputs: Props): Promise<Known | undefined> {
    const kind = this.#kind;
    const named = namedBy(kind, id);
    if (named === undefined) throw new Error(notAnId(kind, id));
    const job = this.#job("read", id, isGet(outputs) ? named : outputs);
    return doJob(job, this.#session, async (session, go) => {
      const recorded = withoutPlainValue(knownBefore(kind, id, outputs));
      // It is what another resource has made, of this program or of another one: it stays.
      if (isReadByProgram(outputs)) declareRead(kind, recorded, session);
      const { scope, place, inTurn } = await go();
      await refuseOtherOwner(kind, recorded, session);
      refuseHidden(place);
      if (place.gone) sayGone(place, identityOf(kind, id), session);
      const reading = { id, recorded: whereItIs(place, recorded), scope };
      const known = place.gone ? undefined : await inTurn(() => readSecret(kind, reading, session));
      if (known === undefined) refuseEmptyGet(id, outputs);
      return known;
    });
  }

  async update(id: string, before: Props, given: Props): Promise<Props> {
    const news = checkedSecret(this.#kind, given);
    return this.#tries.of(id, before, (olds) => this.#update(id, olds, news));
  }

  #update(id: string, olds: Props, news: Props): Promise<Props> {
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
      await refuseOthers({ scope, olds, news }, session);
      const wasManaged = olds.selectedRepositories !== undefined;
      const list = { kind: this.#kind, scope, news, known, isNew: false };
      const update = () => updateSecret({ ...list, change, wasManaged }, session);
      const { answer, ids } = await inTurn(update).catch(async (error: unknown) => {
        if (!scope.mayBeWritten(textOf(news, "secretName"))) throw error;
        throw await lostChange({ id, scope, olds, change, error }, session);
      });
      if (answer === undefined) return unchanged(ids);
      const isNew = answer.status === 201;
      const stamps = { createdAt: isNew ? answer.date : createdAt, updatedAt: answer.date };
      const outputs = outputsOf(news, { ...stays, ...place.whose, ...stamps }, ids);
      claimSecret(this.#kind, outputs, session);
      const isEmpty = isNew && !change.value && !canSendValue(news, session.values);
      if (isEmpty) throw madeWithoutValue(id, outputs);
      return outputs;
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await doJob(this.#job("deleted", id, outputs), this.#session, async (session, go) => {
      if (secretStays(this.#kind, { id, outputs }, session)) return;
      const { scope, place, inTurn } = await go();
      const stays = () => secretStays(this.#kind, { id, outputs, place }, session);
      if (stays()) return;
      refuseHidden(place);
      if (place.gone) {
        sayGone(place, identityOf(this.#kind, id), session);
        return;
      }
      await refuseOtherOwner(this.#kind, outputs, session);
      await unlessDeclaredMeanwhile(stays, (beforeSending) => {
        const removing = { scope, outputs, id, beforeSending };
        return inTurn(() => removeUnlessTaken(this.#kind, removing, session));
      });
    });
  }

  #mark(inputs: Props, olds: Props = {}): Props {
    return markOf(identityWith(this.#kind, inputs), olds, this.#session());
  }

  #job(verb: string, id: string, props: Props) {
    const kind = this.#kind;
    return { kind, className: kind.className, verb, id, secret: props, recorded: props };
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
