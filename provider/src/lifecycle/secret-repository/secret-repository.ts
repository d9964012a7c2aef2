import type { ListedKind } from "../../kinds/secret-kind";
import type {
  SecretRepositoryInputs,
  SecretRepositoryState,
} from "../../kinds/secret-repositories";
import type { Table } from "../../kinds/table";
import { changedIdentity, checkFields, failure, inCheckedForm } from "../../rules/fields";
import { defined, only, unknown, type Props } from "../../rules/plain";
import type { GetSession, Session } from "../../session/session";
import {
  createKept,
  declare,
  markFor,
  keepIfDeclared,
  unlessDeclaredMeanwhile,
} from "../still-declared";
import { isGet, isReadNow, knownBefore, namedBy, refuseEmptyGet } from "../known-before";
import type { Checked, Lifecycle } from "../lifecycle";
import { ownerOf, refuseOtherOwner, requireSameOwner } from "../owner";
import {
  lifecycleOf,
  type Found,
  type OldsAndNews,
  type Made,
  type Recorded,
  type Verbs,
} from "../perform";
import { onList } from "../secret/claims";
import { sayNotShownYet } from "../secret/drift";
import { goTo } from "../secret/workplace";
import { add, repositoryIdOf } from "./add";
import { findInList, removeFromList } from "./list";
import { Member } from "./member";

type Inputs = SecretRepositoryInputs;
type State = SecretRepositoryState;

/** One repository added to a secret that may belong to another stack. The rest of its list stays. */
export function secretRepositoryLifecycle(kind: ListedKind, session: GetSession): Lifecycle {
  return lifecycleOf(new SecretRepositoryVerbs(kind), session);
}

class SecretRepositoryVerbs implements Verbs<Inputs, State> {
  readonly className: string;
  readonly table: Table;
  readonly #kind: ListedKind;
  readonly #member: Member;

  constructor(kind: ListedKind) {
    this.className = kind.ofOne.className;
    this.table = kind.ofOne.fields;
    this.#kind = kind;
    this.#member = new Member(kind);
  }

  check({ olds, news }: OldsAndNews, session: Session): Checked {
    const member = this.#member;
    const { inputs, failures } = checkFields(member.inputFields, news);
    if (failures.length > 0 || Object.values(inputs).includes(unknown)) return { inputs, failures };
    const isNew = changedIdentity(member.inputFields, olds, inputs).length > 0;
    if (typeof inputs.repository === "string" && isNew) {
      session.expectRepositories(this.#kind.account, [inputs.repository]);
    }
    const name = member.name(member.id(inputs));
    const wrong =
      declare(member, { olds, inputs, news, name }, session) ??
      session.lists.add(member.addition(inputs));
    return { inputs, failures: wrong === undefined ? [] : [failure("repository", wrong)] };
  }

  replaces({ olds, news }: OldsAndNews<State>, session: Session): string[] {
    const replaced = changedIdentity(this.#member.inputFields, olds, news);
    if (replaced.length === 0) this.#claim(olds, session);
    return replaced;
  }

  checkedAgain(changed: Props): Inputs {
    return inCheckedForm(this.#member.inputFields, changed);
  }

  nameOfNew(inputs: Inputs): string {
    return this.#member.id(inputs);
  }

  create(inputs: Inputs, session: Session): Promise<Made<State>> {
    const member = this.#member;
    const id = member.id(inputs);
    const identity = member.identity(inputs);
    let known: State = inputs;
    const name = member.name(id);
    return createKept({ id, identity, unsure: () => known }, session, async () => {
      const at = await goTo(this.#kind, inputs, session);
      const [owner, repositoryId] = await Promise.all([
        ownerOf(this.#kind, session),
        repositoryIdOf(this.#kind, inputs, session),
      ]);
      await requireSameOwner(this.#kind, { identity, name, owner }, session);
      const declared: State = defined({ ...inputs, owner });
      known = { ...declared, repositoryId, ...markFor(identity, {}, session) };
      const claim = (claimed: State) => {
        this.#claim(claimed, session);
      };
      // It is the same repository under its old and its new name, or by name and by id.
      claim({ ...declared, repositoryId });
      session.lists.refuse(member.addition(declared), repositoryId);
      const adding = { ...at, inputs: declared, claim };
      const added = await at.inTurn(() => add(adding, repositoryId));
      return { id, outputs: { ...declared, ...added, ...markFor(identity, {}, session) } };
    });
  }

  async read(
    { id, recorded }: Recorded<State>,
    session: Session,
  ): Promise<Found<State> | undefined> {
    const member = this.#member;
    const secret: State = isGet(recorded) ? namedBy(member, id) : recorded;
    const known = knownBefore(member, id, recorded);
    if (isReadNow(recorded)) session.declared.reads(member.identity(known));
    const at = await goTo(this.#kind, secret, session);
    await refuseOtherOwner(this.#kind, known, session);
    const repositoryId = await findInList(at, known);
    const inputs = only(known, Object.keys(member.inputFields));
    if (repositoryId === undefined) {
      refuseEmptyGet(id, recorded);
      return undefined;
    }
    if (repositoryId === "not shown yet") {
      sayNotShownYet(session, member.name(id));
      return { id, inputs, outputs: known };
    }
    const owner = known.owner ?? (await ownerOf(this.#kind, session));
    return { id, inputs, outputs: defined({ ...known, repositoryId, owner }) };
  }

  /** There is nothing to change: every input is part of the identity. */
  update({ olds, news }: { olds: State; news: Inputs }): Promise<State> {
    return Promise.resolve({ ...olds, ...news });
  }

  async delete({ id, recorded }: Recorded<State>, session: Session): Promise<void> {
    // What was imported by a file may be without its id.
    const repositoryId =
      recorded.repositoryId ?? (await repositoryIdOf(this.#kind, recorded, session));
    const stays = await this.#keeping(id, { ...recorded, repositoryId }, session);
    if (stays()) return;
    const at = await goTo(this.#kind, recorded, session);
    await refuseOtherOwner(this.#kind, recorded, session);
    await unlessDeclaredMeanwhile(stays, (beforeSending) =>
      at.inTurn(() => removeFromList(at, repositoryId, beforeSending)),
    );
  }

  /** It may be declared by its name, its id, or its current name. */
  async #keeping(
    id: string,
    outputs: State & { repositoryId: number },
    session: Session,
  ): Promise<() => boolean> {
    const member = this.#member;
    const { repository, repositoryId } = outputs;
    // The secret's own list may declare it now.
    const things = [member.thing(outputs), onList(this.#kind, outputs, repositoryId)];
    const stays = (...names: (string | number | undefined)[]) => {
      const identities = names.map((name) => member.identity({ ...outputs, repository: name }));
      return keepIfDeclared({ identities, things, name: member.name(id), outputs }, session);
    };
    const declared = () => stays(repository, repositoryId);
    if (declared()) return () => true;
    if (!session.declared.isProgramRunning) return declared;
    const repositories = await session.repositoryIds(this.#kind.account);
    const declaredNames = session.declared.newNamesOf(member.identity(outputs));
    const names = [
      await this.#nameNow(outputs, session),
      ...(await repositories.leadingTo(repositoryId, declaredNames)),
    ].filter((name) => name !== undefined && name !== repository);
    return names.length === 0 ? declared : () => stays(repository, repositoryId, ...names);
  }

  /** Another repository may have taken its name, and the state may know it only by its id. */
  async #nameNow(
    { repository, repositoryId }: State & { repositoryId: number },
    session: Session,
  ): Promise<string | undefined> {
    const repositories = await session.repositoryIds(this.#kind.account);
    if (typeof repository === "string") {
      const found = (await repositories.locate([repository])).get(repository);
      if (found?.id === repositoryId) return found.name;
    }
    return repositories.nameOf(repositoryId);
  }

  #claim(state: State, { declared }: Session): void {
    const member = this.#member;
    const identity = member.identity(state);
    if (declared.callOf(identity) === undefined) return;
    const id = member.id(state);
    declared.claim(member.thing(state), id);
    if (state.owner !== undefined) declared.own(identity, member.name(id), state.owner.id);
  }
}
