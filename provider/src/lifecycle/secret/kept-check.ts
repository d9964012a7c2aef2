import type { SecretKind } from "../../kinds/secret-kind";
import { changedIdentity, failure, type CheckFailure } from "../../rules/fields";
import { VALUE_IGNORED } from "../../rules/hints";
import { unknown, without, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import type { Before } from "../../session/declared";
import type { Checking } from "./check";
import { isFingerprint } from "../../session/values";
import { beforeOf } from "../still-declared";

/**
 * What the program declares where `ignoreChanges` names the value of a secret that keeps its own, or did so far. Pulumi gives what
 * the state has in the place of the value: a fingerprint of before, which nobody declares, or nothing.
 */
export function asDeclared({ olds, news }: { olds: Props; news: Props }): Props {
  const { value, encryptedValue } = news;
  if (keepsValue(news)) {
    const isFedBack = typeof value === "string" && isFingerprint(value);
    return isFedBack ? without(news, ["value"]) : news;
  }
  const isNothing = value === undefined && encryptedValue === undefined;
  return news[VALUE_IGNORED] === true && keepsValue(olds) && isNothing
    ? { ...without(news, ["keyId"]), keepValue: true }
    : news;
}

/** A person may have the only copy of the value that goes: it is said before the write, in a preview too. */
export function sayHandedOver(
  { session, olds, inputs }: Checking,
  name: string,
  before: Before,
): void {
  const { keepValue } = inputs;
  if (!keepsValue(olds) || keepsValue(inputs) || keepValue === unknown) return;
  if (before !== "same identity") return;
  session.say.warn(
    `${name} kept the value that it has at GitHub until now (keepValue). The program gives one: the old value is ` +
      "overwritten, and GitHub gives it back to nobody.",
  );
}

/** What doesn't go together with keeping the value that is at GitHub. */
export function checkKept(
  kind: SecretKind,
  { olds, inputs }: { olds: Props; inputs: Props },
): CheckFailure[] {
  if (!keepsValue(inputs)) return [];
  const failures: CheckFailure[] = [];
  if (inputs.onExisting === "fail") {
    const why = 'is "fail", but with keepValue the secret must exist: leave one of the two out';
    failures.push(failure("onExisting", why));
  }
  if (beforeOf(kind.inputFields, olds, inputs) !== "another identity") return failures;
  const [property = "secretName"] = changedIdentity(kind.inputFields, olds, inputs);
  const renamed =
    property === "repository"
      ? " A repository that was renamed at GitHub is still found under its old name: keep that."
      : "";
  const why =
    `the secret keeps the value that it has at GitHub (keepValue), and GitHub gives no value back that could go ` +
    "along. Nothing was deleted. Give the value; or, if the other secret exists already, declare it as a resource of another " +
    `name in the program.${renamed}`;
  return [...failures, failure(property, why)];
}
