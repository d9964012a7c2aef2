import type { SecretKind } from "../kinds/secret-kind";
import type { Identity } from "../session/identity";
import type { Owner, Session } from "../session/session";

/** The future owner of the secret; undefined if the place already says it. */
export async function ownerOf({ account }: SecretKind, session: Session) {
  return account === "userToken" ? session.user() : undefined;
}

/** Follows the name of something that each user may have one of. */
export function ofUser(owner: { id: number } | undefined): string {
  return owner === undefined ? "" : ` of the user ${owner.id}`;
}

/** Refuses another user's token: with it, `/user/…` is that user's secret of the same name, or nothing. */
export async function refuseOtherOwner(
  kind: Pick<SecretKind, "account">,
  { owner: recorded }: { owner?: Owner | undefined },
  session: Session,
): Promise<void> {
  if (kind.account !== "userToken" || recorded === undefined) return;
  const user = await session.user();
  if (user.id === recorded.id) return;
  throw new Error(
    `it belongs to the user ${recorded.login}, but the token is ${user.login}'s. ` +
      `Use a token of ${recorded.login} (github-codespaces:userToken).`,
  );
}

interface InPlaceOf {
  identity: Identity;
  /** Its name, in words. */
  name: string;
  /** Whose it is going to be. */
  owner: Owner | undefined;
}

/**
 * A skipped delete left a secret of this name. Another user's is another one, in whose place nothing is created: with another
 * token that is a mistake; with another provider it is meant, and nobody deletes the first one any more.
 */
export async function requireSameOwner(
  kind: SecretKind,
  { identity, name, owner }: InPlaceOf,
  session: Session,
): Promise<void> {
  if (owner === undefined) return;
  const { declared, say } = session;
  await refuseOtherOwner(kind, declared.kept(identity) ?? {}, session);
  const other = declared.keptForAnother(identity, owner.id);
  if (other === undefined) return;
  say.warn(
    `${name} of the user with the id ${other}, which this resource had before, stays at GitHub: this one is ` +
      `${owner.login}'s. If nobody needs the other one any more, delete it at GitHub.`,
  );
}
