import { VALUE_IGNORED } from "../../rules/hints";
import type { Props } from "../../rules/plain";
import type { Before } from "../../session/declarations";
import type { Session } from "../../session/session";

/** Secrets whose value `ignoreChanges` leaves to others, as a check has seen in this process. */
const ignored = new WeakMap<Session, Set<string>>();

/** Secrets whose `ignoreChanges` names the value, as their class tells. */
const left = new WeakMap<Session, Set<string>>();

/** Called by each check. */
export function noteIfValueIsLeft(name: string, news: Props, session: Session): void {
  const names = left.get(session) ?? new Set();
  left.set(session, names);
  if (news[VALUE_IGNORED] === true) names.add(name);
  else names.delete(name);
}

/** Whether the program leaves the secret's value to others. */
export function isValueLeft(name: string, session: Session): boolean {
  return left.get(session)?.has(name) === true;
}

interface Seen {
  /** What it is called in messages. */
  name: string;
  before: Before;
  /** Pulumi gave the recorded fingerprint as the value. */
  fedBack: boolean;
}

/** Pulumi ignores no change of what it replaces: a second check gets the value that the program says. */
export function sayIfIgnoredValueGoes({ name, before, fedBack }: Seen, session: Session): void {
  const names = ignored.get(session) ?? new Set();
  ignored.set(session, names);
  if (fedBack && before === "same identity") names.add(name);
  if (fedBack && before === "another identity") {
    session.say.warn(
      `${name} replaces another one whose value ignoreChanges leaves to others: that value goes with it, and the one in the ` +
        "program is written. To keep it, write it under the new name by hand afterwards: GitHub gives no value back.",
    );
  }
  if (!fedBack && before === "nothing" && names.delete(name)) {
    session.say.warn(
      `${name} is replaced: the value that ignoreChanges leaves to others is overwritten by the one in the program. GitHub gives ` +
        "no value back: to keep it, don't replace the resource (replaceOnChanges, replaceWith).",
    );
  }
}
