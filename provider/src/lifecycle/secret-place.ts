import type { Repository } from "../github/repository-ids";
import { textOf, type Props } from "../rules/plain";
import type { SecretKind } from "./secret-kind";
import type { Session } from "./session";

/** Where a secret is: a repository's name is an address, its id is what it is. */
export interface Place {
  /** What identifies the secret, with the name that its repository has by now. */
  secret: Props;
  /** What the state remembers of it. */
  whose: { repositoryId?: number };
  /** Its repository's old name belongs to another one by now. */
  taken?: Repository;
  /** Its repository is gone, for certain. */
  gone?: true;
}

/**
 * Looks up where a secret is by now, whose id the state may have recorded. A repository that GitHub doesn't
 * show leaves it where it was: what is asked there tells why.
 */
export async function placeOf(
  { account, inRepository }: SecretKind,
  secret: Props,
  recorded: Props,
  session: Session,
): Promise<Place> {
  if (inRepository !== true) return { secret, whose: {} };
  const declared = textOf(secret, "repository");
  const repositories = await session.repositoryIds(account);
  const found = (await repositories.locate([declared])).get(declared);
  const { repositoryId } = recorded;
  if (typeof repositoryId !== "number" || found?.id === repositoryId) {
    if (found === undefined) return { secret, whose: {} };
    return { secret: { ...secret, repository: found.name }, whose: { repositoryId: found.id } };
  }
  const name = await repositories.nameOf(repositoryId);
  const here = { secret: { ...secret, repository: name ?? declared }, whose: { repositoryId } };
  if (found === undefined) {
    const isGone = name === undefined && (await repositories.isGone(declared));
    return isGone ? { ...here, gone: true } : here;
  }
  return name === undefined ? { ...here, taken: found, gone: true } : { ...here, taken: found };
}

/** Nothing is written to a repository that only has the name of the one that is meant. */
export function refuseTaken({ secret, whose, taken, gone }: Place): void {
  if (taken === undefined && gone) {
    throw new Error(
      `the repository ${textOf(secret, "repository")} (id ${whose.repositoryId}) was deleted, and this secret with it. ` +
        "Nothing was sent. Take it out of the program, or make the repository anew and run `pulumi refresh`.",
    );
  }
  if (taken === undefined) return;
  const other = gone ? "is not there any more" : `is called ${textOf(secret, "repository")} by now`;
  throw new Error(
    `another repository (id ${taken.id}) has the name ${taken.name}: the one with this secret (id ${whose.repositoryId}) ${other}. ` +
      "Nothing was sent. Run `pulumi refresh`; the next preview shows what becomes of it.",
  );
}

/** The state's entry with the name that its repository has by now, if another one has taken the old one. */
export function whereItIs({ secret, taken }: Place, recorded: Props): Props {
  return taken === undefined ? recorded : { ...recorded, repository: textOf(secret, "repository") };
}
