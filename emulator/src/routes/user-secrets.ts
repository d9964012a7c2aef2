import { userSecrets } from "../calls/needs";
import { usesRepository } from "../model/visibility";
import type { User } from "../model/accounts";
import type { SecretRecord, SecretScope } from "../model/secret-scope";
import { usableIds } from "../model/selected-repositories";
import { userSecret } from "../responses/secrets";
import type { Answer } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { allRepositories, repositoriesPage } from "./repository-lists";
import { repositoryWrites } from "./repository-writes";
import { secretHandlers, secretRead, secretWritten } from "./secret-handlers";
import { putSecret, type SecretPut } from "./secret-writes";

interface UserSecretPut extends SecretPut {
  /** The description allows texts too. */
  selected_repository_ids?: (number | string)[];
}

const secrets = secretHandlers({ scopeOf, shaped });
const writes = repositoryWrites({
  scopeOf,
  secretOf: (call) => secretWritten(call, scopeOf(call)),
  usable,
});

export const userSecretRoutes: Routes = {
  "codespaces/list-secrets-for-authenticated-user": {
    needs: userSecrets("read"),
    answer: secrets.list,
  },
  "codespaces/get-public-key-for-authenticated-user": {
    needs: userSecrets("read"),
    answer: secrets.publicKey,
  },
  "codespaces/get-secret-for-authenticated-user": {
    needs: userSecrets("read"),
    answer: secrets.get,
  },
  "codespaces/create-or-update-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: put,
  },
  "codespaces/delete-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: secrets.remove,
  },
  "codespaces/list-repositories-for-secret-for-authenticated-user": {
    needs: userSecrets("read"),
    answer: listRepositories,
  },
  "codespaces/set-repositories-for-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: writes.set,
  },
  "codespaces/add-repository-for-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: writes.add,
  },
  "codespaces/remove-repository-for-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: writes.remove,
  },
};

function put(call: Call): Answer {
  const { selected_repository_ids: ids } = call.body as UserSecretPut;
  const keeps = call.world.conditions.switches.putWithoutList === "keep";
  const unsaid = keeps ? undefined : [];
  const repositoryIds = ids ? usable(call, ids.map(Number)) : unsaid;
  return putSecret(call, scopeOf(call), { repositoryIds });
}

function listRepositories(call: Call): Answer {
  const answer = call.world.conditions.switches.userListPaging ? repositoriesPage : allRepositories;
  return answer(call, secretRead(call, scopeOf(call)).repositoryIds);
}

/** A user's secret can be given to the user's own repositories and to those of their organizations. */
function usable(call: Call, ids: readonly number[]): number[] {
  const { world } = call;
  const { login } = userOf(call);
  const isUsable = (id: number): boolean => {
    const repository = world.repositories.byId(id);
    return repository !== undefined && usesRepository(world, login, repository);
  };
  return usableIds(ids, isUsable, world.conditions.switches);
}

function shaped(call: Call, secret: SecretRecord): object {
  return userSecret(secret, call.urls.api(`/user/codespaces/secrets/${secret.name}`));
}

function userOf(call: Call): User {
  return call.world.accounts.user(call.credential.login ?? "");
}

function scopeOf(call: Call): SecretScope {
  return call.world.userScope(userOf(call));
}
