import type { Answer } from "../github/answer";
import { isRefused } from "../github/errors";
import type { SecretBody, SecretScope } from "../github/secret-scope";
import { membersOf, textOf, type Props } from "./plain";
import {
  idsOf,
  listChanged,
  underDeclaredNames,
  uniqueIds,
  type IdsByName,
} from "./repository-list";
import { canSendValue, putSealed } from "./sealed-put";
import type { SecretKind } from "./secret-kind";
import type { Session } from "./session";

const VALUE_INPUTS = ["value", "encryptedValue", "keyId", "valueWritten"];

/** What of a secret an update has to write. */
export interface Change {
  value: boolean;
  visibility: boolean;
  list: boolean;
}

export function changeOf(
  kind: SecretKind,
  { olds, news }: { olds: Props; news: Props },
  session: Session,
): Change {
  const list = kind.hasList(news) && listChanged(olds, news);
  const visibility = olds.visibility !== news.visibility;
  const value = VALUE_INPUTS.some((input) => olds[input] !== news[input]);
  const mayRepair = olds.valueUncertain === true && canSendValue(news, session.values);
  return { value: value || (mayRepair && (list || visibility)), visibility, list };
}

export interface ListWanted {
  scope: SecretScope;
  name: string;
  news: Props;
  known: IdsByName;
  /** It does not exist at GitHub yet, and so has no list. */
  isNew: boolean;
}

/**
 * The list that goes with a PUT: GitHub may keep or clear a list that is left out, so the declared
 * one is always sent, or, where the program doesn't manage it, the one that is there.
 */
export async function idsToSend(
  kind: SecretKind,
  { scope, name, news, known, isNew }: ListWanted,
  session: Session,
): Promise<IdsByName | undefined> {
  if (!kind.hasList(news)) return undefined;
  const members = membersOf(news, "selectedRepositories");
  if (members !== undefined) {
    const repositoryIds = await session.repositoryIds(kind.account);
    return idsOf(members, known, (names) => repositoryIds.of(names));
  }
  if (isNew) return {};
  return underDeclaredNames(await scope.lists.nowWithOwnWrites(name), known);
}

export function bodyOf(kind: SecretKind, inputs: Props, ids: IdsByName | undefined): SecretBody {
  return {
    ...(kind.fields.visibility && { visibility: textOf(inputs, "visibility") }),
    ...(ids && { selected_repository_ids: uniqueIds(ids) }),
  };
}

export interface Update {
  name: string;
  news: Props;
  change: Change;
  ids: IdsByName | undefined;
}

/** Sends only what changed; if the secret turns out to be gone or changed, all of it. */
export async function writeChange(
  kind: SecretKind,
  { scope, name, news, change, ids }: Update & { scope: SecretScope },
  session: Session,
): Promise<Answer> {
  const body = bodyOf(kind, news, ids);
  const whole = () => putSealed(scope, { name, body, inputs: news }, session.values);
  if (change.value) return whole();
  try {
    if (!change.visibility) return await scope.putRepositories(name, uniqueIds(ids));
    const answer = await scope.put(name, body);
    // Created: it was gone, and what GitHub holds now has no value.
    return answer.status === 201 ? await whole() : answer;
  } catch (error) {
    if (isRefused(error, 404, 409, 422) && canSendValue(news, session.values)) return whole();
    throw error;
  }
}
