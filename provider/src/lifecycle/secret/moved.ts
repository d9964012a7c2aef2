import type { SecretInputs, SecretKind, SecretState } from "../../kinds/secret-kind";
import { DECLARATION } from "../../rules/hints";
import { without } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import { isOfSet } from "../../session/identities";
import { identityIn, identityKey } from "../../session/identity";
import type { Session } from "../../session/session";
import { isReadByProgram } from "../known-before";
import { isValueIgnored } from "./ignored-value";
import type { Workplace } from "./workplace";

/** What this operation has read of the entries of the state, by identity; undefined where two of them have one. */
const seen = new WeakMap<Session, Map<string, SecretState | undefined>>();

/** Remembers what the refresh of an `up` reads before the program runs. What a program's `get` reads has no entry. */
export function noteRead(kind: SecretKind, outputs: SecretState, session: Session): void {
  if (isReadByProgram(outputs)) return;
  const states = seen.get(session) ?? new Map<string, SecretState | undefined>();
  seen.set(session, states);
  const key = identityKey(identityIn(kind, outputs));
  states.set(key, states.has(key) ? undefined : without(outputs, [DECLARATION]));
}

/**
 * What the refresh of this `up` has read of a secret that the program now declares by another resource, such as a set in
 * the place of single ones. It goes on from there: what is as it was is not written. A replacement writes all of it.
 */
export function takeMoved(
  { kind, session, scope, name, title }: Workplace,
  inputs: SecretInputs,
): SecretState | undefined {
  const identity = identityIn(kind, inputs);
  const states = seen.get(session);
  const state = states?.get(identityKey(identity));
  states?.delete(identityKey(identity));
  // A creation leaves an ignored value, and an update would write it: the program's differs from the one that others wrote.
  if (!scope.isUntouched(name) || isValueIgnored(title, session)) return undefined;
  // A person may have the only copy of the value that goes: a creation says so.
  if (state !== undefined && keepsValue(state) && !keepsValue(inputs)) return undefined;
  const { declared } = session;
  if (!declared.isReplaced(identity)) return state;
  // A set has taken it off before the single resource was created: that is no replacement.
  const { [DECLARATION]: mark } = (declared.kept(identity) ?? {}) as SecretState;
  return isOfSet(mark) && !isOfSet(declared.callOf(identity)) ? state : undefined;
}
