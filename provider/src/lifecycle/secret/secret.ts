import type { Answer } from "../../github/answer";
import { changedIdentity } from "../../rules/fields";
import { defined, only, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import type { IdsByName } from "../../kinds/forms";
import {
  identityOf,
  type SecretInputs,
  type SecretKind,
  type SecretState,
} from "../../kinds/secret-kind";
import { identityIn } from "../../session/identity";
import type { GetSession, Session } from "../../session/session";
import { createKept, markFor, unlessDeclaredMeanwhile } from "../still-declared";
import { isGet, isReadNow, knownBefore, namedBy, refuseEmptyGet } from "../known-before";
import type { Lifecycle } from "../lifecycle";
import { ownerOf, refuseOtherOwner, requireSameOwner } from "../owner";
import {
  lifecycleOf,
  type Change,
  type Found,
  type OldsAndNews,
  type Made,
  type Recorded,
  type Verbs,
} from "../perform";
import { checkedSecret, checkSecret, withoutPlainValue } from "./check";
import { createSecret, refuseMadeByOthers } from "./create";
import {
  asListed,
  claimSecret,
  keepSecretIfDeclared,
  namesDeclared,
  refuseIfAddedTo,
  writtenBy,
} from "./claims";
import { requireValueStays } from "./kept-value";
import { WRITE_LOST } from "./lost";
import { isMadeEmpty, madeWithoutValue, requireWritten } from "./made-empty";
import { noteRead, takeMoved } from "./moved";
import { refuseHidden, refuseTaken, sayGone, whereItIs } from "./place";
import { importedSecret, readSecret } from "./refresh";
import { removeUnlessTaken } from "./remove";
import { isValueIgnored } from "./ignored-value";
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

  check(given: OldsAndNews, session: Session) {
    return checkSecret(this.#kind, given, session);
  }

  replaces({ olds, news }: OldsAndNews<SecretState>, session: Session): string[] {
    const replaced = changedIdentity(this.#kind.inputFields, olds, news);
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
    // With `keepValue` the missing time has it looked for.
    const unsure = keepsValue(inputs) ? {} : { valueWritten: WRITE_LOST };
    let known: SecretState = { ...inputs, ...unsure };
    const kept = { id, identity: identityIn(kind, inputs), unsure: () => known };
    return createKept(kept, session, async () => {
      const at = await goTo(kind, inputs, session);
      const owner = await ownerOf(kind, session);
      await requireSameOwner(kind, { ...kept, name: at.title, owner }, session);
      const whose = defined({ owner, ...at.place.whose });
      const marks = { ...whose, ...this.#mark(inputs, {}, session) };
      known = { ...known, ...marks };
      claimSecret(kind, { ...inputs, ...whose }, session);
      const olds = takeMoved(at, inputs);
      if (olds !== undefined) {
        return { id, outputs: await this.update({ id, olds, news: inputs }, session) };
      }
      const creating = at.inTurn(() => createSecret({ ...at, inputs, marks }));
      const { stamps, ids, isEmpty } = await creating;
      const outputs = outputsOf(inputs, { ...stamps, ...marks }, ids);
      claimSecret(kind, outputs, session);
      if (isEmpty) throw madeWithoutValue(id, outputs);
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
    // Another resource of this or another program has made it, so it stays: one that it replaces doesn't delete it.
    if (isReadNow(outputs)) session.declared.reads(identityIn(kind, recorded));
    const at = await goTo(kind, secret, session);
    const { place } = at;
    await refuseOtherOwner(kind, recorded, session);
    refuseHidden(place);
    if (place.gone) sayGone(place, identityOf(kind, id), session);
    const reading = { ...at, id, recorded: whereItIs(place, recorded) };
    const known = place.gone ? undefined : await at.inTurn(() => readSecret(reading));
    if (known === undefined) refuseEmptyGet(id, outputs);
    else if (!isGet(outputs)) noteRead(kind, known.outputs, session);
    return known;
  }

  async update(
    { id, olds, news }: Change<SecretInputs, SecretState>,
    session: Session,
  ): Promise<SecretState> {
    const kind = this.#kind;
    if (isUnseen(olds, news) || this.#isLeftUnseen(olds, news, session)) {
      return this.#takeOver(olds, news, session);
    }
    const change = changeOf(kind, { olds, news }, session);
    const { updatedAt, valueUncertain, selectedRepositoryIds: known = {} } = olds;
    const stays = { ...only(olds, STAYING), ...this.#mark(news, olds, session) };
    const unchanged = (ids: IdsByName | undefined) =>
      outputsOf(news, { ...stays, updatedAt, valueUncertain }, ids);
    const isEmpty = isMadeEmpty(olds, news);
    if (!change.value && !change.visibility && !change.list && !isEmpty) {
      return unchanged(kind.hasList(news) ? known : undefined);
    }
    const at = await goTo(kind, olds, session);
    const { scope, place } = at;
    refuseTaken(place);
    claimSecret(kind, asListed({ ...olds, ...place.whose }, news), session);
    await refuseOtherOwner(kind, olds, session);
    await refuseMadeByOthers(at, { olds, news });
    if (isEmpty) await requireWritten(at, id, olds);
    const updating = { ...at, id, olds, news, known, isNew: false, change };
    const { answer, ids } = await updateSecret(updating);
    if (answer === undefined) return unchanged(ids);
    const stamps = stampsOf(answer, scope.valueWrittenAt(at.name));
    const outputs = outputsOf(news, { ...stays, ...place.whose, ...stamps }, ids);
    claimSecret(kind, outputs, session);
    if (answer.status !== 201 || change.value || canSendValue(news, session.values)) return outputs;
    throw madeWithoutValue(id, outputs);
  }

  /** Its creation got lost, and `ignoreChanges` gives no value to write it again: one that is there is as it should be. */
  #isLeftUnseen({ updatedAt }: SecretState, news: SecretInputs, session: Session): boolean {
    const isLeft = isValueIgnored(identityOf(this.#kind, this.#kind.id(news)), session);
    return isLeft && updatedAt === undefined && !canSendValue(news, session.values);
  }

  /** Looks for it, as a creation does, and writes what differs. */
  async #takeOver(olds: SecretState, news: SecretInputs, session: Session): Promise<SecretState> {
    const { place } = await goTo(this.#kind, olds, session);
    refuseTaken(place);
    await refuseOtherOwner(this.#kind, olds, session);
    const { outputs } = await this.create(news, session);
    return { ...outputs, ...this.#mark(news, olds, session) };
  }

  async delete({ id, recorded: outputs }: Recorded<SecretState>, session: Session): Promise<void> {
    const kind = this.#kind;
    if (keepSecretIfDeclared(kind, { id, outputs }, session)) return;
    const at = await goTo(kind, outputs, session);
    const { place } = at;
    const names = await namesDeclared(at, outputs);
    const stays = () => keepSecretIfDeclared(kind, { id, outputs, place, names }, session);
    if (stays()) return;
    requireValueStays(outputs, session);
    refuseHidden(place);
    if (place.gone) {
      sayGone(place, identityOf(kind, id), session);
      return;
    }
    await refuseOtherOwner(kind, outputs, session);
    await unlessDeclaredMeanwhile(stays, (requireGone) => {
      const beforeSending = () => {
        requireGone();
        refuseIfAddedTo(kind, outputs, session);
      };
      return at.inTurn(() => removeUnlessTaken({ ...at, outputs, id, beforeSending }));
    });
  }

  imported(found: Found<SecretState>): Found<SecretState> {
    return importedSecret(this.#kind, found);
  }

  /** For the outputs of what this operation writes. */
  #mark(inputs: SecretInputs, olds: SecretState, session: Session) {
    const identity = identityIn(this.#kind, inputs);
    session.declared.writes(identity);
    return markFor(identity, olds, session);
  }
}

/** What an update leaves as it is unless GitHub's answer says more. */
const STAYING = ["createdAt", "valueWrittenAt", "owner", "repositoryId"] as const;

function stampsOf({ status, date }: Answer, valueWrittenAt: string | undefined): SecretState {
  return {
    updatedAt: date,
    ...(status === 201 && { createdAt: date }),
    ...(valueWrittenAt !== undefined && { valueWrittenAt }),
  };
}

/** What keeps its value must exist. A lost write may have made this one, or a file imported it: nobody has seen it. */
function isUnseen({ updatedAt }: SecretState, news: SecretInputs): boolean {
  return keepsValue(news) && updatedAt === undefined;
}

/** A list with a visibility that has none doesn't exist at GitHub. */
function outputsOf(
  inputs: SecretInputs,
  known: SecretState,
  ids: IdsByName | undefined,
): SecretState {
  const noList = ids === undefined && { selectedRepositories: undefined };
  const kept = keepsValue(inputs) && { valueUncertain: undefined };
  return defined({ ...inputs, ...known, ...noList, ...kept, selectedRepositoryIds: ids });
}
