import { identityOf, type SecretKind } from "../../kinds/secret-kind";
import { textOf } from "../../rules/plain";
import type { SecretScope } from "../../session/secret-scope";
import type { Session } from "../../session/session";
import { currentPlace, type SecretPlace, type SecretAt } from "./place";

/** Where a secret is, and all that work on it needs. */
export interface Workplace {
  kind: SecretKind;
  session: Session;
  scope: SecretScope;
  place: SecretPlace;
  /** Its name at GitHub. */
  name: string;
  /** What it is called in messages: `OrgCodespacesSecret acme/NPM_TOKEN`. */
  title: string;
  /** Makes everything that reads and then writes one secret take turns, whichever resource asks. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Finds where a secret is. Nothing is asked about the secret before that. */
export async function goTo(
  kind: SecretKind,
  secret: SecretAt,
  session: Session,
): Promise<Workplace> {
  const place = await currentPlace(kind, secret, session);
  const scope = await session.scope(kind.account, kind.scope(place.secret));
  const turn = identityOf(kind, kind.id(place.secret));
  const name = textOf(secret, "secretName");
  const title = identityOf(kind, kind.id(secret));
  const inTurn: Workplace["inTurn"] = (work) => session.turns.take(turn, work);
  return { kind, session, scope, place, name, title, inTurn };
}
