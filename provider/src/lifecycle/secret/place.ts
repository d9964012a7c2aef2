import type { Repository } from "../../github/repository-answers";
import { textOf } from "../../rules/plain";
import type { SecretKind, SecretNamed, SecretState } from "../../kinds/secret-kind";
import type { Session } from "../../session/session";
import { STATE_DELETE } from "../way-out";

/** What identifies a secret, and what the state knows of its repository. */
export interface SecretAt extends SecretNamed {
  repositoryId?: number | undefined;
}

/** Where a secret is. A repository's name is only an address; its id is its identity. */
export interface SecretPlace {
  /** What identifies the secret, with the current name of its repository. */
  secret: SecretNamed;
  /** What the state remembers of it. */
  whose: { repositoryId?: number };
  /** Its repository's old name now belongs to this other one. */
  taken?: Repository;
  /** Its repository is certainly gone. */
  gone?: true;
  /** Its repository isn't shown under its id, but nothing proves that it is gone. */
  hidden?: true;
}

/**
 * Looks up where a secret is now, if the state has its repository's id. If GitHub doesn't show the repository,
 * the place stays as it was: the requests made there tell why.
 */
export async function currentPlace(
  { account, inRepository }: SecretKind,
  secret: SecretAt,
  session: Session,
): Promise<SecretPlace> {
  if (inRepository !== true) return { secret, whose: {} };
  const declared = textOf(secret, "repository");
  const repositories = await session.repositoryIds(account);
  const found = (await repositories.locate([declared])).get(declared);
  const { repositoryId } = secret;
  if (repositoryId === undefined || found?.id === repositoryId) {
    if (found === undefined) return { secret, whose: {} };
    return { secret: { ...secret, repository: found.name }, whose: { repositoryId: found.id } };
  }
  const name = await repositories.nameOf(repositoryId);
  const here = { secret: { ...secret, repository: name ?? declared }, whose: { repositoryId } };
  const isGone =
    name === undefined && (await repositories.isGone({ name: declared, id: repositoryId }));
  return {
    ...here,
    ...(found && { taken: found }),
    ...(isGone && { gone: true }),
    ...(name === undefined && !isGone && { hidden: true }),
  };
}

/** Refuses if nobody can tell whether the repository is gone or just not visible. */
export function refuseHidden({ secret, whose, taken, hidden }: SecretPlace): void {
  if (taken === undefined || !hidden) return;
  throw new Error(
    `another repository (id ${taken.id}) has the name ${textOf(secret, "repository")}, and the ` +
      `one with this secret (id ${whose.repositoryId}) is not shown to this token, which doesn't ` +
      "prove that it is gone. Nothing was sent. If it is gone, or the secret may stay there: " +
      `${STATE_DELETE}.`,
  );
}

/** A repository that was transferred to where the token sees nothing can't be told from a deleted one. */
export function sayGone({ secret, whose }: SecretPlace, name: string, { say }: Session): void {
  say.warn(
    `${name} is treated as gone, and nothing was sent: the repository ` +
      `${textOf(secret, "repository")} (id ${whose.repositoryId}) was ` +
      "deleted, or transferred to where this token can't see it.",
  );
}

/** Refuses to write to a repository that only has the name of the intended one. */
export function refuseTaken(place: SecretPlace): void {
  refuseHidden(place);
  const { secret, whose, taken, gone } = place;
  if (taken === undefined && gone) {
    throw new Error(
      `the repository ${textOf(secret, "repository")} (id ${whose.repositoryId}) was deleted, ` +
        "and this secret with it, or transferred to where this token can't see it. Nothing was " +
        "sent. Remove it from the program, or recreate the repository and run `pulumi refresh`.",
    );
  }
  if (taken === undefined) return;
  const other = gone ? "no longer exists" : `is now called ${textOf(secret, "repository")}`;
  throw new Error(
    `another repository (id ${taken.id}) has the name ${taken.name}: the one with ` +
      `this secret (id ${whose.repositoryId}) ${other}. Nothing was sent. Run ` +
      "`pulumi refresh`; the next preview shows what will happen to it.",
  );
}

/** The state's entry with its repository's current name, if another one has taken the old name. */
export function whereItIs({ secret, taken }: SecretPlace, recorded: SecretState): SecretState {
  return taken === undefined ? recorded : { ...recorded, repository: textOf(secret, "repository") };
}
