import type { SecretRecord, SecretScope } from "../model/secret-scope";
import { withoutRepository, withRepository } from "../model/selected-repositories";
import { type Answer, noContent } from "../calls/answer";
import type { Call } from "../calls/call";

/** The differences between the lists of organizations' and users' secrets. */
export interface ListRules {
  scopeOf: (call: Call) => SecretScope;
  /** The secret, or a refusal if its list can't be changed. */
  secretOf: (call: Call) => SecretRecord;
  /** The ids that may be on the list. Refuses or drops the others. */
  usable: (call: Call, ids: readonly number[]) => number[];
}

/** PUT …/repositories, and PUT and DELETE …/repositories/{repository_id}. */
export function repositoryWrites({ scopeOf, secretOf, usable }: ListRules) {
  const replace = (call: Call, ids: readonly number[]): Answer => {
    const moveStamp = call.world.conditions.switches.updatedAtMovesWithList;
    const when = { now: call.world.now, moveStamp };
    scopeOf(call).setRepositories(call.param("secret_name"), ids, when);
    return noContent;
  };
  const repositoryId = (call: Call) => Number(call.param("repository_id"));
  return {
    set: (call: Call): Answer => {
      secretOf(call);
      const { selected_repository_ids } = call.body as { selected_repository_ids: number[] };
      return replace(call, usable(call, selected_repository_ids));
    },
    add: (call: Call): Answer => {
      const old = secretOf(call).repositoryIds;
      const ids = withRepository(old, usable(call, [repositoryId(call)]));
      // A change without an effect doesn't change the timestamp either.
      return ids.length === old.length ? noContent : replace(call, ids);
    },
    remove: (call: Call): Answer => {
      const old = secretOf(call).repositoryIds;
      usable(call, [repositoryId(call)]);
      const ids = withoutRepository(old, repositoryId(call), call.world.conditions.switches);
      return ids.length === old.length ? noContent : replace(call, ids);
    },
  };
}
