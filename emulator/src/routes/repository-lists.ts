import type { Repository } from "../model/repositories";
import { minimalRepository } from "../responses/repositories";
import { type Answer, ok } from "../calls/answer";
import type { Call } from "../calls/call";

/** One page of a secret's repositories. */
export function repositoriesPage(call: Call, ids: readonly number[]): Answer {
  const { items, total, headers } = call.page(existing(call, ids));
  return repositoriesAnswer(call, items, { total, headers });
}

/** All of a secret's repositories at once. */
export function allRepositories(call: Call, ids: readonly number[]): Answer {
  const repositories = existing(call, ids);
  return repositoriesAnswer(call, repositories, { total: repositories.length, headers: {} });
}

/** A lagging list may still contain a repository that has been deleted. */
function existing(call: Call, ids: readonly number[]): Repository[] {
  return ids.flatMap((id) => call.world.repositories.byId(id) ?? []);
}

function repositoriesAnswer(
  call: Call,
  repositories: readonly Repository[],
  { total, headers }: { total: number; headers: Record<string, string> },
): Answer {
  const shaped = repositories.map((each) => minimalRepository(each, call.world, call.urls));
  return ok({ total_count: total, repositories: shaped }, headers);
}
