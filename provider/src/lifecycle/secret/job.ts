import { inTurn } from "../../session/turns";
import type { SecretScope } from "../../session/secret-scope";
import { shown } from "../../texts";
import { attempt, type Attempt } from "../failure";
import type { Props } from "../../rules/plain";
import { identityOf, type SecretKind } from "../../kinds/secret-kind";
import { placeOf, type Place } from "./place";
import type { GetSession, Session } from "../../session/session";

/** One operation on a secret or its list, for a resource of some class. */
export interface Job extends Attempt {
  kind: SecretKind;
  /** Where the secret is; undefined when the resource's id doesn't say it. */
  secret: Props | undefined;
  /** What the state holds of it. */
  recorded?: Props;
}

export interface Workplace {
  session: Session;
  scope: SecretScope;
  /** Where the secret is by now. */
  place: Place;
  /** What reads and then writes one secret does so one after another, whatever resource asks. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Goes to where a secret is; until then nothing is asked. */
export type Go = () => Promise<Workplace>;

/** Does it; an error says which resource could not be created, read, updated or deleted. */
export function doJob<T>(
  job: Job,
  getSession: GetSession,
  work: (session: Session, go: Go) => Promise<T>,
): Promise<T> {
  const { kind, secret, recorded = {} } = job;
  return attempt(job, async () => {
    const session = getSession();
    if (secret === undefined) throw new Error(`${shown(job.id)} is not an id of this kind`);
    return await work(session, async () => {
      const place = await placeOf(kind, secret, recorded, session);
      const scope = await session.scope(kind.account, kind.scope(place.secret));
      const turn = identityOf(kind, kind.id(place.secret));
      return { session, scope, place, inTurn: (piece) => inTurn(turn, piece) };
    });
  });
}
