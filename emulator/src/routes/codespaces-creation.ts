import { ownCodespaces, repoCodespaces } from "../calls/needs";
import { seesRepository } from "../model/visibility";
import { notFound } from "../errors";
import { type geos, planCodespace, type Wishes } from "../model/codespace-plans";
import { pullRequestOf } from "../model/launch-points";
import type { Repository } from "../model/repositories";
import { codespaceBody } from "../responses/codespaces";
import type { Answer } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { callingUser } from "./codespaces";
import { repositoryIn } from "./codespaces-of-repository";

export const codespaceCreationRoutes: Routes = {
  "codespaces/create-with-repo-for-authenticated-user": {
    needs: repoCodespaces("codespaces", "write"),
    answer: (call) => create(call, repositoryIn(call)),
  },
  "codespaces/create-with-pr-for-authenticated-user": {
    needs: repoCodespaces("codespaces", "write"),
    answer: (call) => create(call, repositoryIn(call), Number(call.param("pull_number"))),
  },
  "codespaces/create-for-authenticated-user": {
    needs: ownCodespaces("codespaces", "write"),
    answer: createAnywhere,
  },
};

/** The properties that all three operations share. */
interface CreateBody {
  ref?: string;
  location?: string;
  geo?: keyof typeof geos;
  machine?: string;
  devcontainer_path?: string;
  multi_repo_permissions_opt_out?: boolean;
  idle_timeout_minutes?: number;
  display_name?: string;
  retention_period_minutes?: number;
}

function createAnywhere(call: Call): Answer {
  const body = call.body as
    | { repository_id: number; pull_request?: never }
    | { pull_request: { repository_id: number; pull_request_number: number } };
  if (!body.pull_request) return create(call, repositoryWithId(call, body.repository_id));
  const { repository_id: id, pull_request_number: number } = body.pull_request;
  return create(call, repositoryWithId(call, id), number);
}

function create(call: Call, repository: Repository, pullNumber?: number): Answer {
  if (pullNumber !== undefined && !pullRequestOf(repository, pullNumber)) throw notFound();
  const { world, urls } = call;
  const wishes = { ...wishesIn(call.body ?? {}), pullNumber };
  const plan = planCodespace(world, { user: callingUser(call), repository, wishes });
  const body = codespaceBody(world.codespaces.create(plan), world, urls);
  return { status: Number(world.conditions.switches.createdCodespace), body };
}

function wishesIn(body: CreateBody): Wishes {
  return {
    ref: body.ref,
    location: body.location,
    geo: body.geo,
    machine: body.machine,
    devcontainerPath: body.devcontainer_path,
    skipsPermissions: body.multi_repo_permissions_opt_out,
    idleTimeoutMinutes: body.idle_timeout_minutes,
    retentionPeriodMinutes: body.retention_period_minutes,
    displayName: body.display_name,
  };
}

function repositoryWithId(call: Call, id: number): Repository {
  const repository = call.world.repositories.byId(id);
  if (!repository || !seesRepository(call.world, call.credential, repository)) throw notFound();
  return repository;
}
