import type { SecretInputs } from "../../kinds/secret-kind";
import type { Answer } from "../../github/answer";
import { isRefused, RepositoriesNotFound, type GitHubRefused } from "../../github/errors";
import { membersOf } from "../../rules/plain";
import { listed } from "../../texts";
import { isName, sameIds, underDeclaredNames } from "./repository-list";
import type { IdsByName } from "../../kinds/forms";
import type { Workplace } from "./workplace";

export interface ListWanted extends Workplace {
  news: SecretInputs;
  /** The ids that the state remembers, by name. */
  known: IdsByName;
  /** Whether it doesn't exist at GitHub yet, and so has no list. */
  isNew: boolean;
}

/** Whether the secret has a list that the program leaves to others. */
export function isUnmanaged({ kind, news }: Pick<ListWanted, "kind" | "news">): boolean {
  return kind.hasList(news) && membersOf(news, "selectedRepositories") === undefined;
}

/**
 * The list that goes with a PUT. GitHub may keep or clear a list that is left out, so one is always sent: the
 * declared one or, if the program doesn't manage it, the present one.
 */
export async function idsToSend(
  list: ListWanted,
  afterRefusal = false,
): Promise<IdsByName | undefined> {
  const { kind, scope, name, news, known, isNew } = list;
  if (!kind.hasList(news)) return undefined;
  const members = membersOf(news, "selectedRepositories");
  if (members !== undefined) return idsOf(list, members, afterRefusal);
  if (isNew) return {};
  return underDeclaredNames(await scope.lists.nowWithOwnWrites(name), known);
}

/** GitHub's answer, if anything was to be sent, and the ids that its list has now. */
export interface SentList<One = Answer | undefined> {
  answer: One;
  ids: IdsByName | undefined;
}

/**
 * Sends the ids. If GitHub refuses them, a repository may have been deleted and made anew: the names are looked
 * up again, and if one now has another id, the write is repeated.
 */
export async function sendIds<One extends Answer | undefined>(
  list: ListWanted,
  ids: IdsByName | undefined,
  send: (ids: IdsByName | undefined) => Promise<One>,
): Promise<SentList<One>> {
  try {
    return { answer: await send(ids), ids };
  } catch (error) {
    if (ids === undefined || !isRefused(error, 404, 422)) throw error;
    // If GitHub can't be asked, the refusal says more.
    const looked = await idsToSend(list, true).catch((failed: unknown) => {
      if (failed instanceof RepositoriesNotFound) throw failed;
      return undefined;
    });
    const current = looked ?? ids;
    if (sameIds(current, ids)) throw withIdsInWords(error, ids);
    try {
      return { answer: await send(current), ids: current };
    } catch (again) {
      throw isRefused(again, 404, 422) ? withIdsInWords(again, current) : again;
    }
  }
}

/**
 * The ids of the declared repositories. A remembered id may belong to a repository that is gone, and GitHub may
 * ignore it. So it is looked up again whenever other names have to be looked up anyway.
 */
async function idsOf(
  list: ListWanted,
  members: readonly string[],
  afterRefusal: boolean,
): Promise<IdsByName> {
  const { kind, session, known } = list;
  const names = members.filter(isName);
  if (!afterRefusal && names.every((name) => known[name] !== undefined)) {
    return idsIn(members, known);
  }
  const repositoryIds = await session.repositoryIds(kind.account);
  if (afterRefusal) repositoryIds.forget(names);
  const found = await repositoryIds.find(names);
  const alive = await stillListed(list, names, found);
  const missing = names.filter((name) => found[name] === undefined && alive[name] === undefined);
  if (missing.length > 0) throw repositoryIds.notFound(missing);
  const ids = { ...found, ...alive };
  for (const name of names) sayIfAnother(list, name, ids[name]);
  return idsIn(members, ids);
}

/**
 * Remembered ids that the name no longer leads to. If GitHub still lists one, it is the declared repository,
 * which was renamed while another took its name. Any other is gone.
 */
async function stillListed(
  { scope, name: secret, known }: ListWanted,
  names: readonly string[],
  found: IdsByName,
): Promise<IdsByName> {
  const inDoubt = names.filter((name) => known[name] !== undefined && known[name] !== found[name]);
  if (inDoubt.length === 0) return {};
  const present = await scope.lists.nowWithOwnWrites(secret);
  const alive = inDoubt.filter((name) => present.some(({ id }) => id === known[name]));
  return idsIn(alive, known);
}

function sayIfAnother(
  { title, session, known }: ListWanted,
  name: string,
  id: number | undefined,
): void {
  if (known[name] === undefined || known[name] === id) return;
  session.say.warn(
    `${title}: ${name} is now a different repository (id ${id ?? ""}; ` +
      `it was ${known[name]}): the declared name counts, so this one gets the secret.`,
  );
}

function idsIn(members: readonly string[], ids: IdsByName): IdsByName {
  const idOf = (member: string) => (isName(member) ? (ids[member] ?? 0) : Number(member));
  return Object.fromEntries(members.map((member) => [member, idOf(member)]));
}

/** GitHub names ids, if anything, but the program gave names. */
function withIdsInWords(refusal: GitHubRefused, ids: IdsByName): Error {
  const members = Object.entries(ids);
  const numbers = Object.keys(ids).filter((member) => !isName(member));
  const words = members.map(([member, id]) => (isName(member) ? `${member} (id ${id})` : member));
  if (words.length === 0) return refusal;
  const given =
    numbers.length === 0
      ? ""
      : ` Given by id, and kept: ${listed(numbers)}. A repository that was ` +
        "deleted and recreated has another id: give that one, or the name.";
  return new Error(`${refusal.message} The list was: ${listed(words)}.${given}`, {
    cause: refusal,
  });
}
