import { repoCodespaces } from "../calls/needs";
import { invalid, notFound } from "../errors";
import { defaultLocation } from "../model/codespace-plans";
import { branchOf, devcontainerAt, devcontainersOf } from "../model/launch-points";
import { allowedMachines } from "../model/machines";
import { payerOf, policyOf } from "../model/payers";
import type { Repository } from "../model/repositories";
import { devcontainerBody, payerBody } from "../responses/codespaces";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { callingUser, codespacesPage, machinesAnswer } from "./codespaces";

/** What the token's user has in a repository, or could have. */
export const repositoryCodespaceRoutes: Routes = {
  "codespaces/list-in-repository-for-authenticated-user": {
    needs: repoCodespaces("codespaces", "read"),
    answer: list,
  },
  "codespaces/list-devcontainers-in-repository-for-authenticated-user": {
    needs: repoCodespaces("codespaces_metadata", "read"),
    answer: devcontainers,
  },
  "codespaces/repo-machines-for-authenticated-user": {
    needs: repoCodespaces("codespaces_metadata", "read"),
    answer: machines,
  },
  "codespaces/pre-flight-with-repo-for-authenticated-user": {
    needs: repoCodespaces("codespaces", "write"),
    answer: defaults,
  },
  "codespaces/check-permissions-for-devcontainer": {
    needs: repoCodespaces("codespaces", "write"),
    answer: permissions,
  },
};

/** The repository in the path, which is known to exist and to be visible. */
export function repositoryIn(call: Call): Repository {
  const repository = call.world.repositories.byName(`${call.param("owner")}/${call.param("repo")}`);
  if (!repository) throw notFound();
  return repository;
}

function list(call: Call): Answer {
  const { id } = repositoryIn(call);
  const own = call.world.codespaces.ofUser(callingUser(call).login);
  return codespacesPage(
    call,
    own.filter(({ repositoryId }) => repositoryId === id),
  );
}

function devcontainers(call: Call): Answer {
  const { items, total, headers } = call.page(devcontainersOf(repositoryIn(call)));
  return ok({ total_count: total, devcontainers: items.map(devcontainerBody) }, headers);
}

function machines(call: Call): Answer {
  const repository = repositoryIn(call);
  checkRef(call, repository);
  const payer = payerOf(call.world, callingUser(call), repository);
  return machinesAnswer(allowedMachines(repository, policyOf(payer)));
}

function defaults(call: Call): Answer {
  const repository = repositoryIn(call);
  checkRef(call, repository);
  const payer = payerOf(call.world, callingUser(call), repository);
  const [devcontainer] = devcontainersOf(repository);
  return ok({
    billable_owner: payerBody(payer, call.urls),
    defaults: { location: defaultLocation, devcontainer_path: devcontainer?.path ?? null },
  });
}

function permissions(call: Call): Answer {
  const repository = repositoryIn(call);
  const { ref, devcontainer_path: path = "" } = call.request.query;
  if (branchOf(repository, ref) === undefined) throw invalid(`No ref ${ref ?? ""}.`);
  const devcontainer = devcontainerAt(repository, path);
  if (!devcontainer) throw invalid(`No devcontainer ${path}.`);
  const { acceptedPermissions } = call.world;
  const accepted = acceptedPermissions.isAccepted(callingUser(call), repository, devcontainer);
  return ok({ accepted });
}

function checkRef(call: Call, repository: Repository): void {
  if (branchOf(repository, call.request.query.ref) === undefined) throw notFound();
}
