import { stamp } from "../clock";
import {
  type Codespace,
  type CodespaceExport,
  gitStatus,
  hasPendingOperation,
  retentionExpiresAt,
  stateOf,
  updatedAt,
} from "../model/codespace";
import type { Machine } from "../model/machines";
import type { Payer } from "../model/payers";
import type { Repository } from "../model/repositories";
import type { World } from "../model/world";
import type { SeedDevcontainer } from "../seed/seed";
import { simpleUser } from "./accounts";
import { fullRepository, minimalRepository } from "./repositories";
import type { Urls } from "./urls";

/** The description's codespace. */
export function codespaceBody(codespace: Codespace, world: World, urls: Urls) {
  return {
    ...identity(codespace, urls),
    ...working(codespace, world.now),
    ...lifetime(codespace, world.now),
    ...links(codespace, repositoryOf(codespace, world), urls),
    repository: minimalRepository(repositoryOf(codespace, world), world, urls),
  };
}

/** The description's codespace-with-full-repository: the answer to publishing. */
export function publishedCodespace(codespace: Codespace, world: World, urls: Urls) {
  const repository = fullRepository(repositoryOf(codespace, world), world, urls);
  return { ...codespaceBody(codespace, world, urls), repository };
}

/** The description's codespace-machine. */
export function machineBody({ name, cpus, memoryGb, storageGb }: Machine) {
  return {
    name,
    display_name: `${cpus} cores, ${memoryGb} GB RAM, ${storageGb} GB storage`,
    operating_system: "linux",
    storage_in_bytes: storageGb * 1024 ** 3,
    memory_in_bytes: memoryGb * 1024 ** 3,
    cpus,
    prebuild_availability: "none",
  };
}

/** The description's codespace-export-details. */
export function exportBody(
  details: CodespaceExport,
  codespace: Codespace,
  world: World,
  urls: Urls,
) {
  const { id, branch, sha, completesAt, fails, repositoryId } = details;
  const isDone = completesAt <= world.now;
  const isPushed = isDone && !fails;
  const fullName = world.repositories.byId(repositoryId)?.fullName ?? "";
  return {
    id,
    state: !isDone ? "in_progress" : fails ? "failed" : "succeeded",
    completed_at: isDone ? stamp(completesAt) : null,
    branch: isPushed ? branch : null,
    sha: isPushed ? sha : null,
    html_url: isPushed ? urls.web(`${fullName}/tree/${branch}`) : null,
    export_url: urls.api(`/user/codespaces/${codespace.name}/exports/${id}`),
  };
}

export function devcontainerBody({ path, name, displayName }: SeedDevcontainer) {
  return { path, ...(name && { name }), ...(displayName && { display_name: displayName }) };
}

export function payerBody({ organization, user }: Payer, urls: Urls) {
  return organization ? simpleUser(organization, urls, "Organization") : simpleUser(user, urls);
}

function identity({ id, name, environmentId, displayName, plan }: Codespace, urls: Urls) {
  return {
    id,
    name,
    display_name: displayName,
    environment_id: environmentId,
    owner: simpleUser(plan.owner, urls),
    billable_owner: payerBody(plan.payer, urls),
    devcontainer_path: plan.devcontainerPath,
    prebuild: false,
    location: plan.location,
  };
}

function working(codespace: Codespace, now: number) {
  const git = gitStatus(codespace, now);
  const isPending = hasPendingOperation(codespace, now);
  return {
    state: stateOf(codespace, now),
    machine: machineBody(codespace.machine),
    git_status: {
      ahead: git.ahead,
      behind: git.behind,
      has_unpushed_changes: git.hasUnpushedChanges,
      has_uncommitted_changes: git.hasUncommittedChanges,
      ref: git.ref,
    },
    recent_folders: codespace.recentFolders,
    runtime_constraints: { allowed_port_privacy_settings: null },
    pending_operation: isPending,
    pending_operation_disabled_reason: isPending
      ? `The codespace is ${stateOf(codespace, now)}.`
      : null,
  };
}

function lifetime(codespace: Codespace, now: number) {
  const { plan, createdAt, lastUsedAt } = codespace;
  const expiresAt = retentionExpiresAt(codespace, now);
  return {
    created_at: stamp(createdAt),
    updated_at: stamp(updatedAt(codespace, now)),
    last_used_at: stamp(lastUsedAt),
    idle_timeout_minutes: plan.idleTimeoutMinutes,
    idle_timeout_notice: plan.idleTimeoutNotice,
    retention_period_minutes: plan.retentionPeriodMinutes,
    retention_expires_at: expiresAt === undefined ? null : stamp(expiresAt),
  };
}

function links({ name, plan, isPublished }: Codespace, { fullName }: Repository, urls: Urls) {
  const url = urls.api(`/user/codespaces/${name}`);
  const pull = plan.pullNumber;
  return {
    url,
    web_url: `https://${name}.github.dev`,
    machines_url: `${url}/machines`,
    start_url: `${url}/start`,
    stop_url: `${url}/stop`,
    publish_url: isPublished ? null : `${url}/publish`,
    pulls_url: pull === undefined ? null : urls.api(`/repos/${fullName}/pulls/${pull}`),
  };
}

/** Always there: codespaces are deleted with their repository. */
function repositoryOf({ repositoryId }: Codespace, { repositories }: World): Repository {
  const repository = repositories.byId(repositoryId);
  if (!repository) throw new Error(`a codespace of the missing repository ${repositoryId}`);
  return repository;
}
