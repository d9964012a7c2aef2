import {
  isComing,
  isLost,
  steadyState,
  type CodespaceResult,
} from "../../operations/answers/codespace";
import type { KnownCodespace } from "../../session/user-codespaces";
import { neverRan } from "./unsaved";
import type { CodespaceInputs, CodespaceRecord, PendingMachine } from "../../kinds/codespace";
import { argument } from "../../rules/arguments";
import { defined } from "../../rules/plain";
import type { Owner } from "../../session/session";
import { shown } from "../../texts";

interface ReachedCodespace {
  /** The checked inputs, as far as they are reached. */
  declared: CodespaceInputs;
  owner: Owner;
  /** The previous outputs. */
  before?: CodespaceRecord | undefined;
}

/**
 * What the state holds: GitHub's answer and, under `declared`, what was asked for. GitHub may have set
 * something else (a policy's idle timeout), or not yet (a machine, until the next start).
 */
export function outputsOf(
  codespace: CodespaceResult,
  { declared, owner, before }: ReachedCodespace,
): CodespaceRecord {
  const { gitStatus, id, repository, ...same } = codespace;
  const pending = pendingMachine(codespace, declared, before);
  return defined({
    ...same,
    codespaceId: id,
    repositoryFullName: repository,
    gitStatus: { ...gitStatus },
    machine: pending?.asked ?? codespace.machine,
    pendingMachine: pending && { ...pending },
    owner: { ...owner },
    declared: defined(declared),
    unsettled: isUnsettled(codespace) ? true : undefined,
    creating: before !== undefined && neverRan(codespace, before) ? true : undefined,
  });
}

/**
 * What the state knows about it, in the form that UserCodespaces needs. Throws if an import or a state that was changed by hand
 * has no name for an id: dots would address something else than a codespace.
 */
export function knownFrom(id: string, { repositoryId }: CodespaceRecord): KnownCodespace {
  const verdict = argument.codespace.check(id, {});
  if ("wrong" in verdict) {
    throw new Error(`${shown(id)} is not an id of Codespace: give its name, as GitHub has it.`);
  }
  return { name: id, repositoryId };
}

/** The `readiness` of a codespace that was made and can be used. */
export const READY = "ready";

/** Whether it was never ready, or never will be again: the next update has to deal with it. */
function isUnsettled({ state }: CodespaceResult): boolean {
  return isComing(state) || isLost(state);
}

export function declaredInputs({ declared }: CodespaceRecord): CodespaceInputs {
  return declared ?? {};
}

/** The declared inputs, with GitHub's value for whatever somebody changed. */
export function inputsSeen(codespace: CodespaceResult, outputs: CodespaceRecord): CodespaceInputs {
  const { state, displayName } = codespace;
  const declared = declaredInputs(outputs);
  const { machine = declared.machine } = outputs;
  const reached = state === "ShuttingDown" ? "stopped" : steadyState(state);
  return defined({
    ...declared,
    readiness: isUnsettled(codespace) ? state : READY,
    ...(declared.machine !== undefined && { machine }),
    ...(declared.displayName !== undefined && { displayName }),
    // A codespace on its way to running is where it was last asked to be.
    ...(declared.desiredState !== undefined && { desiredState: reached ?? declared.desiredState }),
  });
}

function pendingMachine(
  { machine }: CodespaceResult,
  declared: CodespaceInputs,
  before: CodespaceRecord = {},
): PendingMachine | undefined {
  const asked = declared.machine;
  if (asked === undefined || machine === asked) return undefined;
  const known = before.pendingMachine;
  if (known?.asked === asked) return known.before === machine ? known : undefined;
  // Only a machine that this update asked for is pending; anything else was changed by hand.
  return declaredInputs(before).machine !== asked && before.name !== undefined
    ? { asked, before: machine }
    : undefined;
}
