import { inTurn } from "../github/in-turn";
import type { UserCodespaces } from "../operations/user-codespaces";
import { changedPlace } from "./codespace-changes";
import { checkCodespace } from "./codespace-check";
import { createOnce } from "./codespace-create";
import { codespaceFields } from "./codespace-fields";
import {
  isTold,
  mayBeReplaced,
  mayStay,
  outputsInPlaceOf,
  refuseMoved,
  staysIn,
  tell,
} from "./codespace-keeping";
import { Moves, type Move } from "./codespace-moves";
import { declaredIn, inputsSeen, knownFrom, outputsOf, outputsOfNew } from "./codespace-outputs";
import { placeIn } from "./codespace-place";
import { AFTER_CREATION, deadlineOf, isReached, reach } from "./codespace-reach";
import { settleGone } from "./codespace-settle";
import { refuseUnsaved } from "./codespace-unsaved";
import { attempt } from "./failure";
import { asChecked, inCheckedForm } from "../rules/fields";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { textOf, without, type Props } from "../rules/plain";
import { refuseOtherOwner } from "./secret-owner";
import { SecondTries } from "./second-tries";
import type { GetSession, Owner, Session } from "./session";

const CLASS = "Codespace";

/** A codespace of the user whose token it is. */
export class CodespaceLifecycle implements Lifecycle {
  readonly #session: GetSession;
  readonly #moves = new Moves();
  readonly #tries = new SecondTries();

  constructor(session: GetSession) {
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    const checked = checkCodespace({ olds, news }, this.#session());
    if (Object.keys(olds).length === 0) this.#moves.recheck(checked.inputs);
    return checked;
  }

  replaces(olds: Props, given: Props): string[] {
    const news = asChecked(codespaceFields, given);
    const { replaces, mayBeRenamed, open } = changedPlace(olds, news);
    const isNew = this.#moves.hold(olds);
    const move = mayBeRenamed ? this.#moves.note(olds, news) : undefined;
    const session = this.#session();
    if (move !== undefined) {
      session.say.info(mayStay(move));
      tell(session, move.id, "may stay");
    }
    if (isNew && replaces.length === 0 && open.length > 0) {
      session.say.info(mayBeReplaced(textOf(olds, "name"), open));
    }
    return replaces;
  }

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = inCheckedForm(codespaceFields, given);
    return this.#doing("created", placeIn(inputs), async (place) => {
      const { session, codespaces, owner } = place;
      const move = this.#moves.takeTo(inputs);
      const kept = move && (await takeOver(move, inputs, place));
      if (kept !== undefined) return kept;
      const deadline = deadlineOf(inputs, "create", session);
      const made = await createOnce({ codespaces, inputs, deadline }, session);
      const declared = without(inputs, AFTER_CREATION);
      const outputs = outputsOfNew(made, { declared, owner });
      const way = { id: made.name, codespaces, outputs, news: inputs, deadline, made };
      return { id: made.name, outputs: await reach(way, session) };
    });
  }

  read(id: string, recorded: Props): Promise<Known | undefined> {
    return this.#doing("read", id, async ({ session, codespaces, owner }) => {
      await refuseOtherOwner({ account: "userToken" }, recorded, session);
      const codespace = await codespaces.find(knownFrom(id, recorded));
      if (codespace === undefined) return undefined;
      const known = { declared: declaredIn(recorded), owner, before: recorded };
      const outputs = outputsOf(codespace, known);
      const inputs = inputsSeen(codespace, outputs);
      return { id, inputs, outputs: { ...outputs, declared: inputs } };
    });
  }

  async update(id: string, before: Props, given: Props): Promise<Props> {
    const news = inCheckedForm(codespaceFields, given);
    return this.#tries.of(id, before, (olds) => this.#update(id, olds, news));
  }

  async #update(id: string, olds: Props, news: Props): Promise<Props> {
    if (isReached(olds, news)) return { ...olds, declared: news };
    return this.#doing("updated", id, async ({ session, codespaces }) => {
      await refuseOtherOwner({ account: "userToken" }, olds, session);
      const deadline = deadlineOf(news, "update", session);
      return reach({ id, codespaces, deadline, outputs: olds, news }, session);
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    if (this.#isTakenOver(id, outputs)) return;
    const move = this.#moves.from(id);
    await this.#doing("deleted", id, async ({ session, codespaces }) => {
      await refuseOtherOwner({ account: "userToken" }, outputs, session);
      const known = knownFrom(id, outputs);
      const codespace = await codespaces.findNow(known);
      if (codespace === undefined) return;
      if (move === undefined) refuseMoved(id, session);
      else if (await staysIn(move, codespace, session)) return;
      const declared = declaredIn(outputs);
      if (declared.forceDelete !== true) refuseUnsaved(codespace, outputs);
      await codespaces.remove(known);
      const deadline = deadlineOf(declared, "delete", session);
      await settleGone({ codespaces, known, deadline }, session);
    });
  }

  /** By this run, by another process of it, or by a run before that was cut off. */
  #isTakenOver(id: string, outputs: Props): boolean {
    const session = this.#session();
    if (this.#moves.from(id)?.stays === true || isTold(session, id, "stays")) return true;
    if (!this.#moves.isHeldElsewhere(id, outputs)) return false;
    session.say.info(`Codespace ${id} stays: an earlier run took it over for the program.`);
    return true;
  }

  #doing<T>(verb: string, id: string, work: (place: Place) => Promise<T>): Promise<T> {
    return attempt({ className: CLASS, id, verb }, async () => {
      const session = this.#session();
      const [codespaces, owner] = await Promise.all([session.codespaces(), session.user()]);
      const place = { session, codespaces, owner };
      // One that is being made has no name yet, and nobody else does anything with it.
      if (verb === "created") return await work(place);
      return await inTurn(`${CLASS} ${id}`, () => work(place));
    });
  }
}

interface Place {
  session: Session;
  codespaces: UserCodespaces;
  owner: Owner;
}

/** The creation of a replacement that isn't one: the codespace is there, of the repository that is asked for. */
async function takeOver(
  move: Move,
  inputs: Props,
  { session, codespaces, owner }: Place,
): Promise<{ id: string; outputs: Props } | undefined> {
  const { id, olds } = move;
  await refuseOtherOwner({ account: "userToken" }, olds, session);
  const codespace = await codespaces.findNow(knownFrom(id, olds));
  if (codespace === undefined || !(await staysIn(move, codespace, session))) return undefined;
  const outputs = outputsInPlaceOf(move, codespace, owner);
  const deadline = deadlineOf(inputs, "create", session);
  const way = { id, codespaces, outputs, news: inputs, deadline, made: codespace };
  return { id, outputs: await reach(way, session) };
}
