import { changedIdentity } from "../../rules/fields";
import { defined, textOf, type Props } from "../../rules/plain";
import type { IdsByName } from "../../kinds/forms";
import {
  identityOf,
  type SecretInputs,
  type SecretKind,
  type SecretState,
} from "../../kinds/secret-kind";
import { identityIn } from "../../session/identity";
import type { GetSession, Session } from "../../session/session";
import { partlyDone } from "../failure";
import { createKept, markOf, unlessDeclaredMeanwhile } from "../still-declared";
import { isGet, isReadByProgram, knownBefore, namedBy, refuseEmptyGet } from "../known-before";
import { PartlyDone, type Lifecycle } from "../lifecycle";
import { ownerOf, refuseOtherOwner } from "../owner";
import {
  lifecycleOf,
  type Change,
  type Found,
  type Given,
  type Made,
  type Recorded,
  type Verbs,
} from "../perform";
import { checkedSecret, checkSecret, withoutPlainValue } from "./check";
import { createSecret, refuseOthers } from "./create";
import {
  asListed,
  claimSecret,
  writtenBy,
  declareRead,
  namesDeclared,
  keepSecretIfDeclared,
} from "./claims";
import { lostChange, WRITE_LOST } from "./lost";
import { refuseHidden, refuseTaken, sayGone, whereItIs } from "./place";
import { readSecret } from "./refresh";
import { removeUnlessTaken } from "./remove";
import { canSendValue } from "./sealed-put";
import { goTo } from "./workplace";
import { changeOf, updateSecret } from "./write";

/** The one implementation behind the secrets of organizations, users and repositories. */
export function secretLifecycle(kind: SecretKind, session: GetSession): Lifecycle {
  return lifecycleOf(new SecretVerbs(kind), session);
}

class SecretVerbs implements Verbs<SecretInputs, SecretState> {
  readonly className: string;
  readonly table: SecretKind["table"];
  readonly #kind: SecretKind;

  constructor(kind: SecretKind) {
    this.#kind = kind;
    this.className = kind.className;
    this.table = kind.table;
  }

  check(given: Given, session: Session) {
    return checkSecret(this.#kind, given, session);
  }

  replaces({ olds, news }: Given<SecretState>, session: Session): string[] {
    const replaced = changedIdentity(this.#kind.fields, olds, news);
    // The outputs say what no check is given: which repository, or which user, it belongs to.
    if (replaced.length === 0) {
      session.declared.stands(identityIn(this.#kind, olds), writtenBy(olds));
      claimSecret(this.#kind, asListed(olds, news), session);
    }
    return replaced;
  }

  checkedAgain(changed: Props): SecretInputs {
    return checkedSecret(this.#kind, changed);
  }

  nameOfNew(inputs: SecretInputs): string {
    return this.#kind.id(inputs);
  }

  create(inputs: SecretInputs, session: Session): Promise<Made<SecretState>> {
    const kind = this.#kind;
    const id = kind.id(inputs);
    let known: SecretState = { ...inputs, valueWritten: WRITE_LOST };
    const kept = { id, identity: identityIn(kind, inputs), unsure: () => known };
    return createKept(kept, session, async () => {
      const { scope, place, inTurn } = await goTo(kind, inputs, session);
      const whose = defined({ owner: await ownerOf(kind, session), ...place.whose });
      const marks = { ...whose, ...this.#mark(inputs, {}, session) };
      known = { ...known, ...marks };
      claimSecret(kind, { ...inputs, ...whose }, session);
      const asLost = (error: unknown, when: SecretState) =>
        partlyDone({ id, outputs: { ...known, ...when }, error });
      const creation = { scope, inputs, asLost };
      const made = await inTurn(() => createSecret(kind, creation, session));
      const { answer, existing, ids } = made;
      const updatedAt = answer?.date ?? existing?.updatedAt;
      const stamps = { createdAt: existing?.createdAt ?? answer?.date, updatedAt };
      const outputs = outputsOf(inputs, { ...stamps, ...marks }, ids);
      claimSecret(kind, outputs, session);
      return { id, outputs };
    });
  }

  async read(
    { id, recorded: outputs }: Recorded<SecretState>,
    session: Session,
  ): Promise<Found<SecretState> | undefined> {
    const kind = this.#kind;
    const named = namedBy(kind, id);
    const secret: SecretState = isGet(outputs) ? named : outputs;
    const recorded = withoutPlainValue(knownBefore(kind, id, outputs));
    // Another resource of this or another program has made it, so it stays.
    if (isReadByProgram(outputs)) declareRead(kind, recorded, session);
    const { scope, place, inTurn } = await goTo(kind, secret, session);
    await refuseOtherOwner(kind, recorded, session);
    refuseHidden(place);
    if (place.gone) sayGone(place, identityOf(kind, id), session);
    const reading = { id, recorded: whereItIs(place, recorded), scope };
    const known = place.gone ? undefined : await inTurn(() => readSecret(kind, reading, session));
    if (known === undefined) refuseEmptyGet(id, outputs);
    return known;
  }

  async update(
    { id, olds, news }: Change<SecretInputs, SecretState>,
    session: Session,
  ): Promise<SecretState> {
    const kind = this.#kind;
    const change = changeOf(kind, { olds, news }, session);
    const { createdAt, updatedAt, owner, valueUncertain, repositoryId } = olds;
    const known = olds.selectedRepositoryIds ?? {};
    const stays = { createdAt, owner, repositoryId, ...this.#mark(news, olds, session) };
    const unchanged = (ids: IdsByName | undefined) =>
      outputsOf(news, { ...stays, updatedAt, valueUncertain }, ids);
    if (!change.value && !change.visibility && !change.list) {
      return unchanged(kind.hasList(news) ? known : undefined);
    }
    const { scope, place, inTurn } = await goTo(kind, olds, session);
    refuseTaken(place);
    claimSecret(kind, asListed({ ...olds, ...place.whose }, news), session);
    await refuseOtherOwner(kind, olds, session);
    await refuseOthers({ scope, olds, news }, session);
    const wasManaged = olds.selectedRepositories !== undefined;
    const updating = { kind, scope, news, known, isNew: false, change, wasManaged };
    const update = () => updateSecret(updating, session);
    const { answer, ids } = await inTurn(update).catch(async (error: unknown) => {
      if (!scope.mayBeWritten(textOf(news, "secretName"))) throw error;
      throw await lostChange({ id, scope, olds, change, error }, session);
    });
    if (answer === undefined) return unchanged(ids);
    const isNew = answer.status === 201;
    const stamps = { createdAt: isNew ? answer.date : createdAt, updatedAt: answer.date };
    const outputs = outputsOf(news, { ...stays, ...place.whose, ...stamps }, ids);
    claimSecret(kind, outputs, session);
    const hasValue = !isNew || change.value || canSendValue(news, session.values);
    if (hasValue) return outputs;
    throw madeWithoutValue(id, outputs);
  }

  async delete({ id, recorded: outputs }: Recorded<SecretState>, session: Session): Promise<void> {
    const kind = this.#kind;
    if (keepSecretIfDeclared(kind, { id, outputs }, session)) return;
    const { scope, place, inTurn } = await goTo(kind, outputs, session);
    const names = await namesDeclared(kind, { outputs, place }, session);
    const stays = () => keepSecretIfDeclared(kind, { id, outputs, place, names }, session);
    if (stays()) return;
    refuseHidden(place);
    if (place.gone) {
      sayGone(place, identityOf(kind, id), session);
      return;
    }
    await refuseOtherOwner(kind, outputs, session);
    await unlessDeclaredMeanwhile(stays, (beforeSending) => {
      const removing = { scope, outputs, id, beforeSending };
      return inTurn(() => removeUnlessTaken(kind, removing, session));
    });
  }

  /** For the outputs of what this operation writes. */
  #mark(inputs: SecretInputs, olds: SecretState, session: Session) {
    const identity = identityIn(this.#kind, inputs);
    session.declared.writes(identity);
    return markOf(identity, olds, session);
  }
}

/** What the state says of its value differs from what any program says, so the next update writes it. */
function madeWithoutValue(id: string, outputs: SecretState): PartlyDone {
  const reason =
    "it was gone at GitHub, and was made again without a value, since its value is not known in this " +
    "run (ignoreChanges on value?). Take value out of ignoreChanges for one run.";
  return new PartlyDone({ id, outputs: { ...outputs, valueWritten: "by nobody" }, reason });
}

/** A list with a visibility that has none doesn't exist at GitHub. */
function outputsOf(
  inputs: SecretInputs,
  known: SecretState,
  ids: IdsByName | undefined,
): SecretState {
  const noList = ids === undefined && { selectedRepositories: undefined };
  return defined({ ...inputs, ...known, ...noList, selectedRepositoryIds: ids });
}
