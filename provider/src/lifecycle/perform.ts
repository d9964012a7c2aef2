import { misshapenIn, stateIn, type Table } from "../kinds/table";
import type { Props } from "../rules/plain";
import type { GetSession, Session } from "../session/session";
import { attempt } from "./failure";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { isReadByProgram } from "./known-before";
import { BY_GET, DECLARATION } from "../rules/hints";
import { SecondTries } from "./second-tries";
import { STATE_DELETE } from "./way-out";

/** What was made, or what is known of it. */
export interface Made<State> {
  id: string;
  outputs: State;
}

/** What GitHub holds, also as inputs, which the next preview compares with the program. */
export interface Found<State> extends Made<State> {
  inputs: object;
}

/** One resource of the state. */
export interface Recorded<State> {
  id: string;
  recorded: State;
}

/** A resource of the state, and what the program says of it now. */
export interface Change<Inputs, State> {
  id: string;
  olds: State;
  news: Inputs;
}

/** The state's inputs or outputs, and the program's inputs, as they come; some may be unknown. */
export interface OldsAndNews<Olds = Props> {
  olds: Olds;
  news: Props;
}

/** What one kind of resource does with a state of its own type; all around it is the same for all kinds. */
export interface Verbs<Inputs, State> {
  readonly className: string;
  readonly table: Table;
  check(given: OldsAndNews, session: Session): Checked;
  replaces(given: OldsAndNews<State>, session: Session): string[];
  /** Inputs as `check` made them; if a policy changed them since, in that form again, or an error. */
  checkedAgain(changed: Props): Inputs;
  /** What a resource that doesn't exist yet is called in an error. */
  nameOfNew(inputs: Inputs): string;
  create(inputs: Inputs, session: Session): Promise<Made<State>>;
  /** Undefined if it is certainly gone. */
  read(known: Recorded<State>, session: Session): Promise<Found<State> | undefined>;
  update(change: Change<Inputs, State>, session: Session): Promise<State>;
  delete(known: Recorded<State>, session: Session): Promise<void>;
  /** What was read of an unknown thing, as a program would declare it. Default: as it was read. */
  imported?(found: Found<State>): Found<State>;
}

/** The lifecycle of a kind: adds the session, types the state, and puts the resource's name into errors. */
export function lifecycleOf<In, State>(verbs: Verbs<In, State>, session: GetSession): Lifecycle {
  const { className, table } = verbs;
  const tries = new SecondTries();
  const stateOf = (recorded: Props) => toldBy(table, recorded) as State;
  const named = <T>(verb: string, id: string, work: () => Promise<T>) =>
    attempt({ className, verb, id }, work);
  return {
    check: (olds, news) => verbs.check({ olds, news }, session()),
    replaces: (olds, news) => verbs.replaces({ olds: stateOf(olds), news }, session()),
    async create(given) {
      const inputs = verbs.checkedAgain(given);
      const create = async () => verbs.create(inputs, session());
      return plain(await named("created", verbs.nameOfNew(inputs), create));
    },
    async read(id, recorded) {
      const read = async () => verbs.read({ id, recorded: stateOf(recorded) }, session());
      return markedIfGet(recorded, plain(await named("read", id, read)));
    },
    async update(id, recorded, given) {
      const news = verbs.checkedAgain(given);
      const update = (olds: Props) =>
        named("updated", id, async () =>
          verbs.update({ id, olds: stateOf(olds), news }, session()),
        );
      return (await tries.of(id, recorded, update)) as Props;
    },
    delete: (id, recorded) =>
      named("deleted", id, async () =>
        verbs.delete({ id, recorded: stateOf(recorded) }, session()),
      ),
    // Nothing of it was recorded, so it has the form of a state.
    imported: (known) => plain(verbs.imported?.(known as object as Found<State>) ?? known),
  };
}

/** What a state tells; one that was changed by hand may no longer tell whose a thing is. */
function toldBy(table: Table, recorded: Props): object {
  const names = misshapenIn(table, recorded);
  if (names.length === 0) return stateIn(table, recorded);
  throw new Error(
    `the state has its ${names.join(" and its ")} in a form that this package ` +
      "doesn't write, so it can't tell whether it is still this stack's. Nothing was " +
      `sent. Correct it with \`pulumi state edit\`; or ${STATE_DELETE}.`,
  );
}

/** The mark of a `get` lasts: a refresh doesn't know what the program says. */
function markedIfGet(recorded: Props, found: Known | undefined): Known | undefined {
  if (found === undefined || !isReadByProgram(recorded)) return found;
  return { ...found, outputs: { ...found.outputs, [DECLARATION]: BY_GET }, onlyRead: true };
}

/** A host doesn't know the types of states. */
function plain<Result extends Made<unknown> | undefined>(result: Result) {
  return result as Result & (Known | undefined);
}
