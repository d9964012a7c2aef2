import { inTurn } from "../github/in-turn";
import type { SecretScope } from "../github/secret-scope";
import { shown } from "../texts";
import { attempt, type Attempt } from "./failure";
import type { Props } from "./plain";
import { identityOf, type SecretKind } from "./secret-kind";
import type { GetSession, Session } from "./session";

/** One operation on a secret or its list, for a resource of some class. */
export interface Job extends Attempt {
  kind: SecretKind;
  /** Where the secret is; undefined when the resource's id doesn't say it. */
  secret: Props | undefined;
}

interface Workplace {
  session: Session;
  scope: SecretScope;
  /** What reads and then writes one secret does so one after another, whatever resource asks. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Does it; an error says which resource could not be created, read, updated or deleted. */
export function doJob<T>(
  job: Job,
  getSession: GetSession,
  work: (place: Workplace) => Promise<T>,
): Promise<T> {
  const { kind, secret } = job;
  return attempt(job, async () => {
    const session = getSession();
    if (secret === undefined) throw new Error(`${shown(job.id)} is not an id of this kind`);
    const scope = await session.scope(kind.account, kind.scope(secret));
    const turn = identityOf(kind, kind.id(secret));
    return await work({ session, scope, inTurn: (piece) => inTurn(turn, piece) });
  });
}
