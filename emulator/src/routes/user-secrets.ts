import { userSecrets } from "../calls/needs";
import { usesRepository } from "../model/visibility";
import { notFound } from "../errors";
import type { User } from "../model/accounts";
import type { SecretRecord } from "../model/secret-scope";
import { usableIds } from "../model/selected-repositories";
import { publicKey, userSecret } from "../responses/secrets";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { allRepositories, repositoriesPage } from "./repository-lists";
import { repositoryWrites } from "./repository-writes";
import { deleteSecret, putSecret, type SecretPut } from "./secret-writes";

interface UserSecretPut extends SecretPut {
  /** The description allows texts too. */
  selected_repository_ids?: (number | string)[];
}

export const userSecretRoutes: Routes = {
  "codespaces/list-secrets-for-authenticated-user": { needs: userSecrets("read"), answer: list },
  "codespaces/get-public-key-for-authenticated-user": {
    needs: userSecrets("read"),
    answer: (call) => ok(publicKey(scopeOf(call).keys.publicKey)),
  },
  "codespaces/get-secret-for-authenticated-user": { needs: userSecrets("read"), answer: get },
  "codespaces/create-or-update-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: put,
  },
  "codespaces/delete-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: (call) => deleteSecret(call, scopeOf(call)),
  },
  "codespaces/list-repositories-for-secret-for-authenticated-user": {
    needs: userSecrets("read"),
    answer: listRepositories,
  },
  "codespaces/set-repositories-for-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: (call) => writes.set(call),
  },
  "codespaces/add-repository-for-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: (call) => writes.add(call),
  },
  "codespaces/remove-repository-for-secret-for-authenticated-user": {
    needs: userSecrets("write"),
    answer: (call) => writes.remove(call),
  },
};

function list(call: Call): Answer {
  const { items, total, headers } = call.page(scopeOf(call).listAsOf(call.world.readTime));
  const shaped = items.map((secret) => userSecret(secret, urlOf(call, secret)));
  return ok({ total_count: total, secrets: shaped }, headers);
}

function get(call: Call): Answer {
  const secret = scopeOf(call).getAsOf(call.param("secret_name"), call.world.readTime);
  return ok(userSecret(secret, urlOf(call, secret)));
}

function put(call: Call): Answer {
  const { selected_repository_ids: ids } = call.body as UserSecretPut;
  const keeps = call.world.conditions.switches.putWithoutList === "keep";
  const unsaid = keeps ? undefined : [];
  const repositoryIds = ids ? usable(call, ids.map(Number)) : unsaid;
  return putSecret(call, scopeOf(call), { repositoryIds });
}

function listRepositories(call: Call): Answer {
  const secret = scopeOf(call).getAsOf(call.param("secret_name"), call.world.readTime);
  const answer = call.world.conditions.switches.userListPaging ? repositoriesPage : allRepositories;
  return answer(call, secret.repositoryIds);
}

function existingSecret(call: Call): SecretRecord {
  const secret = scopeOf(call).find(call.param("secret_name"));
  if (!secret) throw notFound();
  return secret;
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

const userOf = (call: Call): User => call.world.accounts.user(call.credential.login ?? "");

const scopeOf = (call: Call) => call.world.userScope(userOf(call));

const urlOf = (call: Call, { name }: SecretRecord): string =>
  call.urls.api(`/user/codespaces/secrets/${name}`);

const writes = repositoryWrites({ scopeOf, secretOf: existingSecret, usable });
