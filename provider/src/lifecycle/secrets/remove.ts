import type { SetKind } from "../../kinds/secrets";
import { askAgain } from "../../operations/waiting";
import { DECLARATION, UNCHECKED } from "../../rules/hints";
import { textOf, without, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import type { Condemned } from "../../session/declared";
import { identityIn } from "../../session/identity";
import { untilChecksStop } from "../../session/checks";
import type { Session } from "../../session/session";
import { reasonOf } from "../../texts";
import { PartlyDone, type Lifecycle } from "../lifecycle";
import { WRITE_LOST } from "../secret/lost";
import { goTo } from "../secret/workplace";

interface Leaving {
  kind: SetKind;
  /** The single class. */
  one: Lifecycle;
  single: Props;
}

/**
 * Removes a secret that leaves a set. What may have been removed though its answer got lost is marked, so that the next `up` writes
 * it if the program has it again by then.
 */
export async function removeFromSet(leaving: Leaving, session: Session): Promise<void> {
  const { kind, one, single } = leaving;
  const id = kind.one.id(single);
  await untilChecksStop(session.clock);
  await untilAllIsKnown(leaving, session);
  try {
    await one.delete(id, single);
  } catch (error) {
    const { scope } = await goTo(kind.one, single, session);
    if (!scope.mayBeWritten(textOf(single, "secretName"))) throw error;
    throw new PartlyDone({ id, outputs: mayBeGone(single), reason: reasonOf(error) });
  }
}

/** If the state has no time of a secret that keeps its value, the next `up` looks for it. */
function mayBeGone(single: Props): Props {
  return keepsValue(single)
    ? without(single, ["updatedAt"])
    : { ...single, valueWritten: WRITE_LOST };
}

/** How long to wait for names that the program doesn't know yet, in milliseconds. */
const WAITS = [1_000, 2_000, 4_000];

/**
 * Pulumi deletes once the program has ended, and a set in the middle of it: a secret that may be declared elsewhere would stay at
 * GitHub, and no state would have it.
 */
async function untilAllIsKnown(
  { kind, single }: Leaving,
  { declared, clock }: Session,
): Promise<void> {
  const { [DECLARATION]: entry, owner } = single;
  // The whole set goes or stays.
  if (typeof entry === "string" && entry.startsWith(UNCHECKED)) return;
  const condemned = {
    identities: [identityIn(kind.one, single)],
    entry: typeof entry === "string" ? entry : undefined,
    owner: (owner as { id: number } | undefined)?.id,
  };
  await untilItsUserIsKnown(condemned, { declared, clock });
  const ask = () => Promise.resolve(declared.reasonToKeep(condemned));
  const isEnough = (reason: string | undefined) => reason !== "may be declared";
  const reason = await askAgain({ ask, isEnough, waits: WAITS, clock });
  if (isEnough(reason)) return;
  throw new Error(
    `${kind.one.className} ${kind.one.id(single)} was not deleted: the program declares a resource whose name is not known yet, ` +
      "which may be the same. Run `pulumi up` again.",
  );
}

/** Another process may still find out that what adds a repository to a secret of this name does so to another user's. */
async function untilItsUserIsKnown(
  { identities: [secret], owner }: Pick<Condemned, "identities" | "owner">,
  { declared, clock }: Pick<Session, "declared" | "clock">,
): Promise<void> {
  if (secret === undefined) return;
  const ask = () => Promise.resolve(declared.addedTo(secret, owner)?.mayBeAnother === true);
  await askAgain({ ask, isEnough: (isOpen) => !isOpen, waits: WAITS, clock });
}
