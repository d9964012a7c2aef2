import { misshapenIn, stateIn, type Table } from "../kinds/table";
import type { Props } from "../rules/plain";
import type { GetSession, Session } from "../session/session";
import { attempt } from "./failure";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { SecondTries } from "./second-tries";
import { STATE_DELETE } from "./way-out";

/** What was made, or is known of it. */
export interface Made<State> {
  id: string;
  outputs: State;
}

/** What GitHub holds, as inputs too, that the next preview compares with the program. */
export interface Found<State> extends Made<State> {
  inputs: object;
}

/** What one kind of resource does with a state of its own type; all around it is the same for all kinds. */
export interface Verbs<Inputs, State> {
  readonly className: string;
  readonly table: Table;
  check(given: { olds: Props; news: Props }, session: Session): Checked;
  replaces(given: { olds: State; news: Props }, session: Session): string[];
  /** Inputs as `check` made them; if a policy changed them since, in that form again, or an error. */
  checkedAgain(changed: Props): Inputs;
  /** What one that is not made yet is called in an error. */
  nameOfNew(inputs: Inputs): string;
  create(inputs: Inputs, session: Session): Promise<Made<State>>;
  /** Undefined when it is gone for certain. */
  read(known: { id: string; recorded: State }, session: Session): Promise<Found<State> | undefined>;
  update(change: { id: string; olds: State; news: Inputs }, session: Session): Promise<State>;
  delete(known: { id: string; recorded: State }, session: Session): Promise<void>;
}

/** The lifecycle of a kind: brings in the session, takes the state for what it is, and gives errors their names. */
export function lifecycleOf<Inputs, State>(
  verbs: Verbs<Inputs, State>,
  session: GetSession,
): Lifecycle {
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
      return plain(await named("read", id, read));
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
  };
}

/** What a state tells; one that was changed by hand may no longer tell whose a thing is. */
function toldBy(table: Table, recorded: Props): object {
  const names = misshapenIn(table, recorded);
  if (names.length === 0) return stateIn(table, recorded);
  throw new Error(
    `the state has its ${names.join(" and its ")} in another form than this package writes, and without that nobody can tell ` +
      `whether it is still this stack's. Nothing was sent. Correct it with \`pulumi state edit\`; or ${STATE_DELETE}.`,
  );
}

/** A host knows no types of states. */
function plain<Result extends Made<unknown> | undefined>(result: Result) {
  return result as Result & (Known | undefined);
}
