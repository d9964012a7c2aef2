import { identityOf, type SecretKind } from "../../kinds/secret-kind";
import type { SecretScope } from "../../session/secret-scope";
import type { Session } from "../../session/session";
import { placeOf, type Place, type SecretAt } from "./place";

export interface Workplace {
  scope: SecretScope;
  /** Where the secret is now. */
  place: Place;
  /** Makes everything that reads and then writes one secret take turns, whichever resource asks. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Finds where a secret is. Nothing is asked about the secret before that. */
export async function goTo(
  kind: SecretKind,
  secret: SecretAt,
  session: Session,
): Promise<Workplace> {
  const place = await placeOf(kind, secret, session);
  const scope = await session.scope(kind.account, kind.scope(place.secret));
  const turn = identityOf(kind, kind.id(place.secret));
  return { scope, place, inTurn: (work) => session.turns.take(turn, work) };
}
