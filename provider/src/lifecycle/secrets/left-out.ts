import type { SetKind } from "../../kinds/secrets";
import { only, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import type { Session } from "../../session/session";
import { leavesValue } from "../secret/ignored-value";
import { versionsIn, type Singles } from "./singles";

interface LeftOut {
  olds: Props;
  news: Props;
  before: Singles;
  after: Singles;
}

/**
 * An error may have left the fingerprints out. That is no reason to write a value that is left to others: its version in the inputs,
 * which Pulumi has complete, shows that the program still gives what it gave to the last `up`. What that `up` didn't write is marked.
 */
export function withValuesLeftOut(
  kind: SetKind,
  { olds, news, before, after }: LeftOut,
  session: Session,
): Singles {
  const [last, wanted] = [versionsIn(olds), versionsIn(news)];
  const known = [...before].map(([key, single]): [string, Props] => {
    const now = after.get(key);
    const isLeftOut = single.value === undefined && single.encryptedValue === undefined;
    if (now === undefined || !isLeftOut || keepsValue(single) || last[key] !== wanted[key]) {
      return [key, single];
    }
    return leavesValue(kind.one, now, session)
      ? [key, { ...single, ...only(now, ["value", "encryptedValue", "keyId"]) }]
      : [key, single];
  });
  return new Map(known);
}
