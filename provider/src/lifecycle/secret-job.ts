import { inTurn } from "../github/in-turn";
import type { SecretScope } from "../github/secret-scope";
import type { Props } from "./plain";
import type { SecretKind } from "./secret-kind";
import type { GetSession, Session } from "./session";

/** One operation on a secret or its list, for a resource of some class. */
export interface Job {
  kind: SecretKind;
  className: string;
  verb: string;
  id: string;
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
export async function doJob<T>(
  { kind, className, verb, id, secret }: Job,
  getSession: GetSession,
  work: (place: Workplace) => Promise<T>,
): Promise<T> {
  try {
    const session = getSession();
    if (secret === undefined) throw new Error(`"${id}" is not an id of this kind`);
    const scope = await session.scope(kind.account, kind.scope(secret));
    const turn = `${kind.className} ${kind.id(secret)}`;
    return await work({ session, scope, inTurn: (piece) => inTurn(turn, piece) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${className} ${id} could not be ${verb}: ${reason}`);
  }
}
