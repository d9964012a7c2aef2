import { orgSecrets } from "../calls/needs";
import { conflict, invalid, notFound } from "../errors";
import type { Organization } from "../model/accounts";
import type { SecretRecord, SecretScope, SecretVisibility } from "../model/secret-scope";
import { usableIds } from "../model/selected-repositories";
import { orgSecret } from "../responses/secrets";
import type { Answer } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { repositoriesPage } from "./repository-lists";
import { repositoryWrites } from "./repository-writes";
import { secretHandlers, secretRead, secretWritten } from "./secret-handlers";
import { putSecret, type SecretPut } from "./secret-writes";

interface OrgSecretPut extends SecretPut {
  visibility: SecretVisibility;
  selected_repository_ids?: number[];
}

const secrets = secretHandlers({ scopeOf, shaped });
const writes = repositoryWrites({ scopeOf, secretOf: selectedSecret, usable });

export const orgSecretRoutes: Routes = {
  "codespaces/list-org-secrets": { needs: orgSecrets("read"), answer: secrets.list },
  "codespaces/get-org-public-key": { needs: orgSecrets("read"), answer: secrets.publicKey },
  "codespaces/get-org-secret": { needs: orgSecrets("read"), answer: secrets.get },
  "codespaces/create-or-update-org-secret": { needs: orgSecrets("write"), answer: put },
  "codespaces/delete-org-secret": { needs: orgSecrets("write"), answer: secrets.remove },
  "codespaces/list-selected-repos-for-org-secret": {
    needs: orgSecrets("read"),
    answer: listRepositories,
  },
  "codespaces/set-selected-repos-for-org-secret": {
    needs: orgSecrets("write"),
    answer: writes.set,
  },
  "codespaces/add-selected-repo-to-org-secret": { needs: orgSecrets("write"), answer: writes.add },
  "codespaces/remove-selected-repo-from-org-secret": {
    needs: orgSecrets("write"),
    answer: writes.remove,
  },
};

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
  const secret = secretRead(call, scopeOf(call));
  const { repositoriesOfUnselected } = call.world.conditions.switches;
  if (secret.visibility !== "selected" && repositoriesOfUnselected === "404") throw notFound();
  return repositoriesPage(call, secret.repositoryIds);
}

/** Changes of the list answer 409 unless the visibility is `selected`. */
function selectedSecret(call: Call): SecretRecord {
  const secret = secretWritten(call, scopeOf(call));
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

function shaped(call: Call, secret: SecretRecord): object {
  const { login } = organizationOf(call);
  return orgSecret(secret, call.urls.api(`/orgs/${login}/codespaces/secrets/${secret.name}`));
}

function organizationOf(call: Call): Organization {
  return call.world.accounts.organization(call.param("org"));
}

function scopeOf(call: Call): SecretScope {
  return call.world.orgScope(organizationOf(call));
}
