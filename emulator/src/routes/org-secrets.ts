import { orgSecrets } from "../calls/needs";
import { conflict, invalid, notFound } from "../errors";
import type { Organization } from "../model/accounts";
import type { SecretRecord, SecretVisibility } from "../model/secret-scope";
import { usableIds } from "../model/selected-repositories";
import { orgSecret, publicKey } from "../responses/secrets";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { repositoriesPage } from "./repository-lists";
import { repositoryWrites } from "./repository-writes";
import { deleteSecret, putSecret, type SecretPut } from "./secret-writes";

interface OrgSecretPut extends SecretPut {
  visibility: SecretVisibility;
  selected_repository_ids?: number[];
}

export const orgSecretRoutes: Routes = {
  "codespaces/list-org-secrets": { needs: orgSecrets("read"), answer: list },
  "codespaces/get-org-public-key": {
    needs: orgSecrets("read"),
    answer: (call) => ok(publicKey(scopeOf(call).keys.publicKey)),
  },
  "codespaces/get-org-secret": { needs: orgSecrets("read"), answer: get },
  "codespaces/create-or-update-org-secret": { needs: orgSecrets("write"), answer: put },
  "codespaces/delete-org-secret": {
    needs: orgSecrets("write"),
    answer: (call) => deleteSecret(call, scopeOf(call)),
  },
  "codespaces/list-selected-repos-for-org-secret": {
    needs: orgSecrets("read"),
    answer: listRepositories,
  },
  "codespaces/set-selected-repos-for-org-secret": {
    needs: orgSecrets("write"),
    answer: (call) => writes.set(call),
  },
  "codespaces/add-selected-repo-to-org-secret": {
    needs: orgSecrets("write"),
    answer: (call) => writes.add(call),
  },
  "codespaces/remove-selected-repo-from-org-secret": {
    needs: orgSecrets("write"),
    answer: (call) => writes.remove(call),
  },
};

function list(call: Call): Answer {
  const secrets = scopeOf(call).listAsOf(call.world.readTime);
  const { items, total, headers } = call.page(secrets);
  const shaped = items.map((secret) => orgSecret(secret, urlOf(call, secret)));
  return ok({ total_count: total, secrets: shaped }, headers);
}

function get(call: Call): Answer {
  const secret = scopeOf(call).getAsOf(call.param("secret_name"), call.world.readTime);
  return ok(orgSecret(secret, urlOf(call, secret)));
}

function put(call: Call): Answer {
  const { visibility } = call.body as OrgSecretPut;
  return putSecret(call, scopeOf(call), { visibility, repositoryIds: newList(call) });
}

/** The list that results from a PUT; undefined keeps the old one. */
function newList(call: Call): readonly number[] | undefined {
  const { visibility, selected_repository_ids: ids } = call.body as OrgSecretPut;
  const { switches } = call.world.conditions;
  if (visibility !== "selected") {
    if (ids && switches.listWithOtherVisibility === "refuse") {
      throw invalid("selected_repository_ids can only be given with visibility selected.");
    }
    return [];
  }
  if (ids) return usable(call, ids);
  return switches.putWithoutList === "clear" ? [] : undefined;
}

function listRepositories(call: Call): Answer {
  const { world } = call;
  const secret = scopeOf(call).getAsOf(call.param("secret_name"), world.readTime);
  const { repositoriesOfUnselected } = world.conditions.switches;
  if (secret.visibility !== "selected" && repositoriesOfUnselected === "404") throw notFound();
  return repositoriesPage(call, secret.repositoryIds);
}

/** Changes of the list answer 409 unless the visibility is `selected`. */
function selectedSecret(call: Call): SecretRecord {
  const secret = scopeOf(call).find(call.param("secret_name"));
  if (!secret) throw notFound();
  if (secret.visibility !== "selected") {
    throw conflict("Conflict: the visibility of the secret isn't selected.");
  }
  return secret;
}

/** An organization's secret can be given to the organization's own repositories. */
function usable(call: Call, ids: readonly number[]): number[] {
  const { repositories, conditions } = call.world;
  const own = new Set(repositories.ofOwner(organizationOf(call).login).map(({ id }) => id));
  return usableIds(ids, (id) => own.has(id), conditions.switches);
}

const organizationOf = (call: Call): Organization =>
  call.world.accounts.organization(call.param("org"));

const scopeOf = (call: Call) => call.world.orgScope(organizationOf(call));

const urlOf = (call: Call, { name }: SecretRecord): string =>
  call.urls.api(`/orgs/${organizationOf(call).login}/codespaces/secrets/${name}`);

const writes = repositoryWrites({ scopeOf, secretOf: selectedSecret, usable });
