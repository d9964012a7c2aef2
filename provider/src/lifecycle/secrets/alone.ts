import type { SetKind } from "../../kinds/secrets";
import type { CheckFailure } from "../../rules/fields";
import type { Props } from "../../rules/plain";
import { declaredIdentity } from "../../session/identities";
import { identityIn } from "../../session/identity";
import type { Session } from "../../session/session";

/** A set that reports or deletes what it doesn't declare answers for all of its place. */
export function refuseOtherAnswerers(
  kind: SetKind,
  { inputs, call }: { inputs: Props; call: string | undefined },
  { declared }: Session,
): CheckFailure | undefined {
  const { undeclared } = inputs;
  if (call === undefined || (undeclared !== "report" && undeclared !== "delete")) return undefined;
  const wrong = kind
    .places(inputs)
    .map((place) => {
      const adding = declaredIdentity(`${kind.one.className}Repository`, place);
      const deletes = undeclared === "delete" ? adding : undefined;
      return declared.alone({ scope: identityIn(kind.one, place), deletes, call });
    })
    .find((why) => why !== undefined);
  return wrong === undefined
    ? undefined
    : { property: "undeclared", reason: `undeclared: ${wrong}` };
}
