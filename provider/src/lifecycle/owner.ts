import type { SecretKind } from "../kinds/secret-kind";
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
