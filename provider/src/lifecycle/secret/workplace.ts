import { identityOf, type SecretKind } from "../../kinds/secret-kind";
import type { Session } from "../../session/session";
import { placeOf, type SecretAt } from "./place";

/** Finds where a secret is. Nothing is asked about the secret before that. */
export async function goTo(kind: SecretKind, secret: SecretAt, session: Session) {
  const place = await placeOf(kind, secret, session);
  const scope = await session.scope(kind.account, kind.scope(place.secret));
  const turn = identityOf(kind, kind.id(place.secret));
  /** Makes everything that reads and then writes one secret take turns, whichever resource asks. */
  const inTurn = <T>(work: () => Promise<T>) => session.turns.take(turn, work);
  return { scope, place, inTurn };
}
