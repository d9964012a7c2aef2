import type { Machine } from "./machines";
import type { Payer } from "./payers";
import { type CodespaceState, type Pace, phaseAt, type Timeline } from "./codespace-timeline";
import type { User } from "./accounts";

export const locations = ["EastUs", "SouthEastAsia", "WestEurope", "WestUs2"] as const;
export type Location = (typeof locations)[number];

/** GitHub leaves undefined properties out: its description requires none of them. */
export interface GitStatus {
  readonly ref: string;
  readonly ahead: number | undefined;
  readonly behind: number | undefined;
  readonly hasUncommittedChanges: boolean | undefined;
  readonly hasUnpushedChanges: boolean | undefined;
}

export interface CodespaceExport {
  readonly id: string;
  readonly branch: string;
  readonly sha: string;
  readonly repositoryId: number;
  readonly completesAt: number;
  readonly fails: boolean;
  /** What was in the codespace when it was exported. */
  readonly git: GitStatus;
}

/** What is decided when a codespace is created. */
export interface CodespacePlan {
  readonly owner: User;
  readonly payer: Payer;
  readonly repositoryId: number;
  /** Whether the repository is its own, and not just the template that it started from. */
  readonly isPublished: boolean;
  readonly pullNumber: number | undefined;
  readonly ref: string;
  readonly machine: Machine;
  readonly devcontainerPath: string | null;
  readonly location: Location;
  readonly idleTimeoutMinutes: number;
  readonly idleTimeoutNotice: string | null;
  readonly retentionPeriodMinutes: number;
  /** If undefined, a name is made up. */
  readonly displayName: string | undefined;
}

export interface Codespace {
  readonly id: number;
  readonly name: string;
  readonly environmentId: string;
  readonly plan: CodespacePlan;
  readonly createdAt: number;
  readonly displayName: string;
  readonly repositoryId: number;
  readonly isPublished: boolean;
  readonly machine: Machine;
  /** The machine that it gets at its next start. */
  readonly nextMachine: Machine;
  readonly recentFolders: readonly string[];
  readonly git: GitStatus;
  readonly exports: readonly CodespaceExport[];
  /** The last change of anything but the state. */
  readonly changedAt: number;
  readonly lastUsedAt: number;
  readonly timeline: Timeline;
}

export function stateOf({ timeline }: Codespace, now: number): CodespaceState | "Gone" {
  return phaseAt(timeline, now).state;
}

/** As long as this lasts, a codespace can only be deleted. */
export function hasPendingOperation(codespace: Codespace, now: number): boolean {
  return ["Exporting", "Deleted"].includes(stateOf(codespace, now));
}

/** Converted to whole seconds elsewhere. A change of state counts, as at GitHub. */
export function updatedAt({ timeline, changedAt }: Codespace, now: number): number {
  return Math.max(phaseAt(timeline, now).since, changedAt);
}

/** Undefined unless its retention is running. */
export function retentionExpiresAt(codespace: Codespace, now: number): number | undefined {
  if (stateOf(codespace, now) !== "Shutdown") return undefined;
  return codespace.timeline.find(({ state }) => state === "Gone")?.since;
}

/** A finished export has pushed everything that was in the codespace at that time. */
export function gitStatus({ git, exports }: Codespace, now: number): GitStatus {
  const isPushed = exports.some(
    (each) => each.git === git && !each.fails && each.completesAt <= now,
  );
  if (!isPushed) return git;
  return { ...git, ahead: 0, hasUncommittedChanges: false, hasUnpushedChanges: false };
}

const minute = 60_000;

export function paceOf({ plan }: Pick<Codespace, "plan">, stepMs: number): Pace {
  return {
    stepMs,
    idleMs: plan.idleTimeoutMinutes * minute,
    retentionMs: plan.retentionPeriodMinutes * minute,
  };
}
