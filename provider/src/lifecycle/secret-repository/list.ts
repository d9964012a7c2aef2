import type { Answer } from "../../github/answer";
import { isRefused } from "../../github/errors";
import type { ListedRepository } from "../../session/repository-lists";
import type { SecretRepositoryState } from "../../kinds/secret-repositories";
import { askAgain } from "../../operations/waiting";
import { ASK_AGAIN_AFTER } from "../secret/drift";
import type { Workplace } from "../secret/workplace";

interface LookAtList {
  repositories: readonly ListedRepository[];
  /** GitHub's clock when it answered. */
  date: string;
  answer: Answer<ListedRepository[]> | undefined;
}

/**
 * The id of a declared repository in its secret's list; undefined if GitHub answered that it isn't there.
 * Shortly after it was added, that answer may be an old one, so GitHub is asked again.
 */
export async function findInList(
  at: Workplace,
  known: SecretRepositoryState,
): Promise<number | "not shown yet" | undefined> {
  const { readGrace } = at.session.settings;
  const addedAt = Date.parse(known.addedAt ?? "");
  const isYoung = ({ date }: LookAtList) => Date.parse(date) - addedAt < readGrace;
  const isEnough = (seen: LookAtList) => idOf(known, seen) !== undefined || !isYoung(seen);
  const looked = await lookUntil(at, isEnough);
  const id = idOf(known, looked);
  return id === undefined && isYoung(looked) ? "not shown yet" : id;
}

/**
 * Removes only this one. It may already be missing, if GitHub's list says so: the repository was deleted (404,
 * 422), or the secret is no longer for selected repositories and so has no list (409).
 */
export async function removeFromList(
  at: Workplace,
  id: number,
  beforeSending: () => void,
): Promise<void> {
  try {
    await at.scope.removeRepository(at.name, id, beforeSending);
  } catch (error) {
    if (!isRefused(error, 404, 409, 422)) throw error;
    const looked = await lookUntil(at, (seen) => !has(seen, id));
    if (has(looked, id)) throw error;
  }
}

/** By its id, which a rename keeps. By its name only if `get` knows no more. */
function idOf(
  { repositoryId, repository }: SecretRepositoryState,
  { repositories }: LookAtList,
): number | undefined {
  const isIt = ({ id, repository: name }: ListedRepository) =>
    repositoryId === undefined
      ? id === repository || name.toLowerCase() === repository
      : id === repositoryId;
  return repositories.find(isIt)?.id;
}

function has({ repositories }: LookAtList, wanted: number): boolean {
  return repositories.some(({ id }) => id === wanted);
}

/** A secret's list, asked for again until it is what is looked for. */
function lookUntil(at: Workplace, isEnough: (seen: LookAtList) => boolean): Promise<LookAtList> {
  const { session, scope, name } = at;
  const { lists } = scope;
  const ask = (last: LookAtList | undefined) =>
    look(at, last ? lists.otherThan(name, last.answer) : lists.get(name));
  return askAgain({ ask, isEnough, waits: ASK_AGAIN_AFTER, clock: session.clock });
}

/** A secret's list; empty if the secret is gone, or is not for selected repositories. */
async function look(
  { kind, scope, name }: Workplace,
  asked: Promise<Answer<ListedRepository[]>>,
): Promise<LookAtList> {
  try {
    const answer = await asked;
    return { repositories: answer.data, date: answer.date, answer };
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    const { secrets, date } = await scope.list();
    const secret = secrets.get(name);
    if (secret !== undefined && kind.hasList({ visibility: secret.visibility })) throw error;
    return { repositories: [], date, answer: undefined };
  }
}

/** Why GitHub refused to add a repository, in words. */
export async function whyNotAdded(
  { kind, scope, place, name }: Workplace,
  status: number,
  what: string,
): Promise<string> {
  const secret = kind.id(place.secret);
  if (status === 409) {
    return `the secret ${secret} has no list of repositories: give it visibility "selected" first.`;
  }
  const { secrets } = await scope.listAfterMissing();
  return secrets.has(name)
    ? `the repository ${what} was deleted, or the secret ${secret} can't be given to it, or the credential can't see it.`
    : `GitHub lists no secret ${secret}: it must exist first ` +
        "(secretName: secret.secretName, or dependsOn).";
}
