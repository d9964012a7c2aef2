import { inTurn } from "../github/in-turn";
import type { UserCodespaces } from "../operations/user-codespaces";
import { checkCodespace } from "./codespace-check";
import { createOnce } from "./codespace-create";
import { codespaceFields } from "./codespace-fields";
import { declaredIn, inputsSeen, outputsOf } from "./codespace-outputs";
import { placeIn } from "./codespace-place";
import { AFTER_CREATION, isReached, limitOf, reach } from "./codespace-reach";
import { settleGone, stateReached } from "./codespace-settle";
import { refuseUnsaved } from "./codespace-unsaved";
import { attempt } from "./failure";
import { changedIdentity } from "./fields";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { without, type Props } from "./plain";
import { refuseOtherOwner } from "./secret-owner";
import type { GetSession, Owner, Session } from "./session";

const CLASS = "Codespace";

/** A codespace of the user whose token it is. */
export class CodespaceLifecycle implements Lifecycle {
  readonly #session: GetSession;

  constructor(session: GetSession) {
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    return checkCodespace({ olds, news }, this.#session());
  }

  /** Leaving geo out means that any will do. */
  replaces(olds: Props, news: Props): string[] {
    const changed = changedIdentity(codespaceFields, declaredIn(olds), news);
    return changed.filter((name) => name !== "geo" || news.geo !== undefined);
  }

  create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    return this.#doing("created", placeIn(inputs), async ({ session, codespaces, owner }) => {
      const made = await createOnce(codespaces, inputs, session);
      const declared = without(inputs, AFTER_CREATION);
      const outputs = { ...outputsOf(made, { declared, owner }), unsettled: true };
      const way = { id: made.name, codespaces, limit: limitOf(inputs, "create"), isNew: true };
      return { id: made.name, outputs: await reach({ ...way, outputs, news: inputs }, session) };
    });
  }

  read(id: string, recorded: Props): Promise<Known | undefined> {
    return this.#doing("read", id, async ({ session, codespaces, owner }) => {
      await refuseOtherOwner({ account: "userToken" }, recorded, session);
      const codespace = await codespaces.find(id);
      if (codespace === undefined) return undefined;
      const known = { declared: declaredIn(recorded), owner, before: recorded };
      const outputs = outputsOf(codespace, known);
      const inputs = inputsSeen(codespace, outputs);
      if (stateReached(codespace.state) === undefined) {
        session.say.info(`${CLASS} ${id} is ${codespace.state}.`);
      }
      return { id, inputs, outputs: { ...outputs, declared: inputs } };
    });
  }

  update(id: string, olds: Props, news: Props): Promise<Props> {
    if (isReached(olds, news)) return Promise.resolve({ ...olds, declared: news });
    return this.#doing("updated", id, async ({ session, codespaces }) => {
      await refuseOtherOwner({ account: "userToken" }, olds, session);
      const limit = limitOf(news, "update");
      return reach({ id, codespaces, limit, isNew: false, outputs: olds, news }, session);
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async ({ session, codespaces }) => {
      await refuseOtherOwner({ account: "userToken" }, outputs, session);
      const codespace = await codespaces.findNow(id);
      if (codespace === undefined) return;
      const declared = declaredIn(outputs);
      if (declared.forceDelete !== true) refuseUnsaved(codespace);
      await codespaces.remove(id);
      await settleGone({ codespaces, name: id, limit: limitOf(declared, "delete") }, session);
    });
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
