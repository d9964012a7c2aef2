import { codespace, type CodespaceInputs, type CodespaceRecord } from "../../kinds/codespace";
import { asChecked, inCheckedForm } from "../../rules/fields";
import { textOf, without, type Props } from "../../rules/plain";
import type { GetSession, Owner, Session } from "../../session/session";
import type { UserCodespaces } from "../../session/user-codespaces";
import type { Checked, Lifecycle } from "../lifecycle";
import { refuseOtherOwner } from "../owner";
import {
  lifecycleOf,
  type Change,
  type Found,
  type OldsAndNews,
  type Made,
  type Recorded,
  type Verbs,
} from "../perform";
import { sayAlike } from "./alike";
import { changedPlace, importedCodespace } from "./changes";
import { checkCodespace } from "./check";
import { createOnce } from "./create";
import { codespaceFields } from "./fields";
import {
  isTold,
  mayBeReplaced,
  mayStay,
  outputsInPlaceOf,
  refuseMoved,
  staysIn,
  tell,
} from "./keeping";
import { Moves, type Move } from "./moves";
import { declaredInputs, inputsSeen, knownFrom, outputsOf } from "./outputs";
import { placeIn } from "./place";
import { AFTER_CREATION, deadlineOf, isReached, reach } from "./reach";
import { settleGone } from "./settle";
import { refuseUnsaved } from "./unsaved";

const CLASS = codespace.className;
const OF_USER = { account: "userToken" } as const;

/** A codespace of the token's user. */
export function codespaceLifecycle(session: GetSession): Lifecycle {
  return lifecycleOf(new CodespaceVerbs(), session);
}

class CodespaceVerbs implements Verbs<CodespaceInputs, CodespaceRecord> {
  readonly className = CLASS;
  readonly table = codespace.fields;
  readonly #moves = new Moves();

  check(given: OldsAndNews, session: Session): Checked {
    const checked = checkCodespace(given, session);
    if (Object.keys(given.olds).length === 0) this.#moves.recheck(checked.inputs);
    return checked;
  }

  replaces({ olds, news: given }: OldsAndNews<CodespaceRecord>, session: Session): string[] {
    const news = asChecked(codespaceFields, given);
    const { replaces, mayBeRenamed, open } = changedPlace(olds, news);
    const isNew = this.#moves.hold(olds);
    const move = mayBeRenamed ? this.#moves.note(olds, news) : undefined;
    if (move !== undefined) {
      session.say.info(mayStay(move));
      tell(session, move.id, "may stay");
    }
    if (isNew && replaces.length === 0 && open.length > 0) {
      session.say.info(mayBeReplaced(textOf(olds, "name"), open));
    }
    return replaces;
  }

  checkedAgain(changed: Props): CodespaceInputs {
    return inCheckedForm(codespaceFields, changed);
  }

  nameOfNew(inputs: CodespaceInputs): string {
    return placeIn(inputs);
  }

  /** A codespace that is being made has no name yet and nobody else uses it, so it doesn't wait for its turn. */
  async create(inputs: CodespaceInputs, session: Session): Promise<Made<CodespaceRecord>> {
    const account = await accountOf(session);
    const move = this.#moves.takeTo(inputs);
    const kept = move && (await takeOver(move, inputs, account));
    if (kept !== undefined) return kept;
    await sayAlike({ ...account, inputs }, (name) => this.#moves.isHeld(name));
    const making = { ...account, inputs, deadline: deadlineOf(inputs, "create", session) };
    const made = await createOnce(making);
    const known = { declared: without(inputs, AFTER_CREATION), owner: account.owner };
    const outputs = { ...outputsOf(made, known), unsettled: true, creating: true };
    const way = { ...making, id: made.name, outputs, news: inputs, made };
    return { id: made.name, outputs: await reach(way) };
  }

  async read(
    { id, recorded }: Recorded<CodespaceRecord>,
    session: Session,
  ): Promise<Found<CodespaceRecord> | undefined> {
    const named = knownFrom(id, recorded);
    const { codespaces, owner } = await accountOf(session);
    return inTurn(id, session, async () => {
      await refuseOtherOwner(OF_USER, recorded, session);
      const seen = await codespaces.find(named);
      if (seen === undefined) return undefined;
      const known = { declared: declaredInputs(recorded), owner, before: recorded };
      const outputs = outputsOf(seen, known);
      const inputs = inputsSeen(seen, outputs);
      return { id, inputs, outputs: { ...outputs, declared: inputs } };
    });
  }

  async update(
    { id, olds, news }: Change<CodespaceInputs, CodespaceRecord>,
    session: Session,
  ): Promise<CodespaceRecord> {
    if (isReached(olds, news)) return { ...olds, declared: news };
    const account = await accountOf(session);
    return inTurn(id, session, async () => {
      await refuseOtherOwner(OF_USER, olds, session);
      const deadline = deadlineOf(news, "update", session);
      return reach({ ...account, id, deadline, outputs: olds, news });
    });
  }

  async delete({ id, recorded }: Recorded<CodespaceRecord>, session: Session): Promise<void> {
    if (this.#isTakenOver({ id, recorded }, session)) return;
    const move = this.#moves.from(id);
    const { codespaces } = await accountOf(session);
    await inTurn(id, session, async () => {
      await refuseOtherOwner(OF_USER, recorded, session);
      const known = knownFrom(id, recorded);
      const seen = await codespaces.findNow(known);
      if (seen === undefined) return;
      if (move === undefined) refuseMoved(id, session);
      else if (await staysIn(move, seen, session)) return;
      const declared = declaredInputs(recorded);
      if (declared.forceDelete !== true) refuseUnsaved(seen, recorded);
      await codespaces.remove(known);
      const deadline = deadlineOf(declared, "delete", session);
      await settleGone({ session, codespaces, known, deadline });
    });
  }

  imported(found: Found<CodespaceRecord>): Found<CodespaceRecord> {
    return importedCodespace(found);
  }

  /** Taken over by this run, by another of its processes, or by an earlier run that was cut off. */
  #isTakenOver({ id, recorded }: Recorded<CodespaceRecord>, session: Session): boolean {
    if (this.#moves.from(id)?.stays === true || isTold(session, id, "stays")) return true;
    if (!this.#moves.isHeldElsewhere(id, recorded)) return false;
    session.say.info(`Codespace ${id} stays: an earlier run took it over for the program.`);
    return true;
  }
}

interface OfUser {
  session: Session;
  codespaces: UserCodespaces;
  owner: Owner;
}

async function accountOf(session: Session): Promise<OfUser> {
  const [codespaces, owner] = await Promise.all([session.codespaces(), session.user()]);
  return { session, codespaces, owner };
}

function inTurn<T>(id: string, { turns }: Session, work: () => Promise<T>): Promise<T> {
  return turns.take(`${CLASS} ${id}`, work);
}

/**
 * The create of a replacement that isn't one: the codespace exists already, in the repository that is asked
 * for.
 */
async function takeOver(
  move: Move,
  inputs: CodespaceInputs,
  account: OfUser,
): Promise<Made<CodespaceRecord> | undefined> {
  const { id, olds } = move;
  const { session, codespaces, owner } = account;
  await refuseOtherOwner(OF_USER, olds, session);
  const seen = await codespaces.findNow(knownFrom(id, olds));
  if (seen === undefined || !(await staysIn(move, seen, session))) return undefined;
  const outputs = outputsInPlaceOf(move, seen, owner);
  const deadline = deadlineOf(inputs, "create", session);
  const way = { ...account, id, outputs, news: inputs, deadline, made: seen };
  return { id, outputs: await reach(way) };
}
