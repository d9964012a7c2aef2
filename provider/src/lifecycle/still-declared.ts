import { DECLARATION, UNCHECKED } from "../rules/hints";
import { changedIdentity, type Field } from "../rules/fields";
import type { Before, Condemned, Kept, Written } from "../session/declared";
import { partlyDone } from "./failure";
import {
  identityIn,
  identityKey,
  repositoryIn,
  type Declarable,
  type Identity,
} from "../session/identity";
import { listed } from "../texts";
import { PartlyDone } from "./lifecycle";
import { without, type Props } from "../rules/plain";
import { keepsValue } from "../rules/secret-value";
import type { Session } from "../session/session";

/** What the state held before for the identity that the checked inputs have now. */
export function beforeOf(fields: Record<string, Field>, olds: Props, inputs: Props): Before {
  if (Object.keys(olds).length === 0) return "nothing";
  const changed = changedIdentity(fields, olds, inputs).length > 0;
  return changed ? "another identity" : "same identity";
}

/** Notes what a check has found. Returns what is wrong if another resource declares the same thing. */
export function declare(
  declarable: Declarable,
  { olds, inputs, news, name }: { olds: Props; inputs: Props; news: Props; name: string },
  { declared }: Session,
): string | undefined {
  const call = news[DECLARATION];
  return declared.declare({
    identity: identityIn(declarable, inputs),
    name,
    by: typeof call === "string" ? call : undefined,
    before: beforeOf(declarable.inputFields, olds, inputs),
    keepsValue: keepsValue(inputs),
    repository: repositoryIn(declarable, inputs),
  });
}

/** The mark of the constructor call that made a state's entry, for its outputs. */
export function markFor(identity: Identity, olds: Marked, { declared }: Session): Marked {
  return { [DECLARATION]: olds[DECLARATION] ?? declared.callOf(identity) };
}

/** An entry of the state may say which constructor call made it. */
interface Marked {
  [DECLARATION]?: string | undefined;
}

interface EntryToDelete extends Pick<Condemned, "identities" | "things"> {
  /** Its name, in words. */
  name: string;
  outputs: Marked & Kept;
  /** What GitHub holds by this entry; undefined if that is nothing but its identity. */
  written?: Written;
}

/**
 * Whether a delete must leave it alone because this operation's program declares it: it is a replacement, or a
 * resource that was renamed in the program or moved to another provider. Reports it.
 */
export function keepIfDeclared(
  { identities, things, name, outputs, written }: EntryToDelete,
  session: Session,
): boolean {
  const { declared, say } = session;
  const reason = declared.reasonToKeep({
    identities,
    ...(things && { things }),
    entry: outputs[DECLARATION],
    owner: outputs.owner?.id,
  });
  if (reason === undefined) return false;
  if (identities.some((one) => written !== undefined && declared.standsOtherwise(one, written))) {
    throw new Error(WRITTEN_SINCE);
  }
  const { [DECLARATION]: entry } = outputs;
  declared.keep(
    identities,
    entry?.startsWith(UNCHECKED) ? without(outputs, [DECLARATION]) : outputs,
  );
  for (const one of identities) leftIn(session).set(identityKey(one), name);
  const why = "not everything that this program declares is known yet, and this may be part of it";
  say.info(
    reason === "declared"
      ? `${name} stays at GitHub: this program still declares it.`
      : `${name} stays at GitHub: ${why}. If it is not, delete it at GitHub.`,
  );
  return true;
}

/** An earlier `up` wrote it under another name of the resource and then failed, and the program was taken back. */
const WRITTEN_SINCE =
  "the program declares it by another resource, which is as it was and so isn't written, while this one was written later, with " +
  "other contents. Run `pulumi up --replace` with the URN of the one that the program declares.";

class DeclaredMeanwhile extends Error {}

/**
 * A deletion may wait for GitHub's limits while the program goes on: what is declared by then stays. `remove`
 * calls the function it is given when its turn has come.
 */
export async function unlessDeclaredMeanwhile(
  stays: () => boolean,
  remove: (beforeSending: () => void) => Promise<void>,
): Promise<void> {
  const beforeSending = () => {
    if (stays()) throw new DeclaredMeanwhile();
  };
  try {
    await remove(beforeSending);
  } catch (error) {
    if (!(error instanceof DeclaredMeanwhile)) throw error;
  }
}

interface KeptCreation {
  id: string;
  identity: Identity;
  /** What the state is to hold of it if only another process knows what it held. */
  unsure: () => object;
}

/** What skipped deletes left at GitHub and nobody has written since, by name. */
const left = new WeakMap<Session, Map<string, string>>();

function leftIn(session: Session): Map<string, string> {
  const names = left.get(session) ?? new Map<string, string>();
  left.set(session, names);
  return names;
}

/** It is being written, under whichever of its names. */
function goesOn(identity: Identity, session: Session): void {
  const names = leftIn(session);
  const name = names.get(identityKey(identity));
  for (const [key, other] of names) if (other === name) names.delete(key);
}

/** Pulumi drops what it is replacing from the state without asking for its deletion. */
function sayLeft(session: Session): void {
  const names = [...new Set(leftIn(session).values())];
  if (names.length === 0) return;
  session.say.warn(
    `Run \`pulumi up\` again before a \`pulumi destroy\`, which would leave ${listed(names)} at GitHub: until then ` +
      "the state has it as being replaced.",
  );
}

/**
 * Creates what a skipped delete left at GitHub. If that fails, it is still there as it was: the state keeps it,
 * with an error, so that the next `up` changes it and a destroy deletes it.
 */
export async function createKept<T>(
  { id, identity, unsure }: KeptCreation,
  session: Session,
  create: () => Promise<T>,
): Promise<T> {
  const { declared } = session;
  goesOn(identity, session);
  try {
    const made = await create();
    declared.writes(identity);
    declared.made(identity);
    return made;
  } catch (error) {
    sayLeft(session);
    const elsewhere = () => (declared.isKeptElsewhere(identity) ? unsure() : undefined);
    const outputs = declared.kept(identity) ?? elsewhere();
    if (outputs === undefined || error instanceof PartlyDone) throw error;
    throw partlyDone({ id, outputs, error });
  }
}
