import type { SecretKind } from "../../kinds/secret-kind";
import { changedIdentity, type CheckFailure } from "../../rules/fields";
import { without, type Props } from "../../rules/plain";
import { keepsValue } from "../../rules/secret-value";
import { isFingerprint } from "../../session/values";
import { beforeOf } from "../still-declared";

/** Pulumi gives the recorded fingerprint as the value if `ignoreChanges` still names it: nobody declares that. */
export function withoutFedBackValue(news: Props): Props {
  const { value } = news;
  const isFedBack = typeof value === "string" && isFingerprint(value);
  return keepsValue(news) && isFedBack ? without(news, ["value"]) : news;
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
    failures.push({ property: "onExisting", reason: `onExisting: ${why}` });
  }
  if (beforeOf(kind.fields, olds, inputs) !== "another identity") return failures;
  const [property = "secretName"] = changedIdentity(kind.fields, olds, inputs);
  const renamed =
    property === "repository"
      ? " A repository that was renamed at GitHub is still found under its old name: keep that."
      : "";
  const reason =
    `${property}: the secret keeps the value that it has at GitHub (keepValue), and GitHub gives no value back that could go ` +
    "along. Nothing was deleted. Give the value; or, if the other secret exists already, declare it as a resource of another " +
    `name in the program.${renamed}`;
  return [...failures, { property, reason }];
}
