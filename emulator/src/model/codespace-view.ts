import { stamp } from "../clock";
import {
  type Codespace,
  type GitStatus,
  gitStatus,
  retentionExpiresAt,
  stateOf,
} from "./codespace";
import type { CodespaceState } from "./codespace-timeline";
import { payerLogin } from "./payers";
import type { World } from "./world";

/** What a test may know about a codespace. */
export interface CodespaceView {
  id: number;
  name: string;
  displayName: string;
  state: CodespaceState;
  owner: string;
  billableOwner: string;
  /** Full name. */
  repository: string;
  /** False for a codespace of a template. */
  isPublished: boolean;
  pullNumber?: number;
  machine: string;
  /** The machine that it gets at its next start. */
  nextMachine: string;
  devcontainerPath: string | null;
  location: string;
  idleTimeoutMinutes: number;
  retentionPeriodMinutes: number;
  recentFolders: string[];
  git: GitStatus;
  createdAt: string;
  lastUsedAt: string;
  /** Undefined unless it is stopped. */
  retentionExpiresAt?: string;
}

export function codespaceView(world: World, codespace: Codespace): CodespaceView {
  const { id, name, displayName, plan, isPublished, recentFolders } = codespace;
  const expiresAt = retentionExpiresAt(codespace, world.now);
  return {
    ...{ id, name, displayName, isPublished, recentFolders: [...recentFolders] },
    // Those that are gone are never shown.
    state: stateOf(codespace, world.now) as CodespaceState,
    owner: plan.owner.login,
    billableOwner: payerLogin(plan.payer),
    repository: world.repositories.byId(codespace.repositoryId)?.fullName ?? "",
    ...(plan.pullNumber !== undefined && { pullNumber: plan.pullNumber }),
    machine: codespace.machine.name,
    nextMachine: codespace.nextMachine.name,
    devcontainerPath: plan.devcontainerPath,
    location: plan.location,
    idleTimeoutMinutes: plan.idleTimeoutMinutes,
    retentionPeriodMinutes: plan.retentionPeriodMinutes,
    git: gitStatus(codespace, world.now),
    createdAt: stamp(codespace.createdAt),
    lastUsedAt: stamp(codespace.lastUsedAt),
    ...(expiresAt !== undefined && { retentionExpiresAt: stamp(expiresAt) }),
  };
}
