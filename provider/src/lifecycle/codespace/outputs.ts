import { isComing, isLost, steadyState, type CodespaceResult } from "../../operations/codespace";
import type { KnownCodespace } from "../../session/user-codespaces";
import { neverRan } from "./unsaved";
import { defined, isObject, type Plain, type Props } from "../../rules/plain";
import type { Owner } from "../../session/session";

/** A machine that was asked for, and what GitHub shows until the codespace starts the next time. */
interface PendingMachine {
  asked: Plain;
  before: Plain;
}

export interface Known {
  /** The checked inputs as far as they are reached. */
  declared: Props;
  owner: Owner;
  /** The outputs before. */
  before?: Props | undefined;
}

/**
 * What the state holds: GitHub's answer, and under `declared` what was asked for. GitHub may have
 * set something else (a policy's idle timeout), or not yet (a machine, until the next start).
 */
export function outputsOf(codespace: CodespaceResult, { declared, owner, before }: Known): Props {
  const { gitStatus, id, repository, ...shown } = codespace;
  const pending = pendingMachine(codespace, declared, before);
  return defined({
    ...(shown as unknown as Props),
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

/** What the state holds of one that was just made. */
export function outputsOfNew(codespace: CodespaceResult, known: Known): Props {
  return { ...outputsOf(codespace, known), unsettled: true, creating: true };
}

/** How the user knows it, from the state. */
export function knownFrom(id: string, { repositoryId }: Props): KnownCodespace {
  return { name: id, repositoryId: typeof repositoryId === "number" ? repositoryId : undefined };
}

/** What `readiness` says of a codespace that was made, and can be used. */
export const READY = "ready";

/** It was never ready, or will never be again: the next update has to see to it. */
function isUnsettled({ state }: CodespaceResult): boolean {
  return isComing(state) || isLost(state);
}

export function declaredIn({ declared }: Props): Props {
  return isObject(declared ?? null) ? (declared as Props) : {};
}

/** The declared inputs, with what GitHub shows in the place of what somebody changed. */
export function inputsSeen(codespace: CodespaceResult, outputs: Props): Props {
  const { state, displayName } = codespace;
  const declared = declaredIn(outputs);
  const { machine = declared.machine } = outputs;
  const reached = state === "ShuttingDown" ? "stopped" : steadyState(state);
  return defined({
    ...declared,
    readiness: isUnsettled(codespace) ? state : READY,
    ...(declared.machine !== undefined && { machine }),
    ...(declared.displayName !== undefined && { displayName }),
    // On its way to running it is what was last asked for.
    ...(declared.desiredState !== undefined && { desiredState: reached ?? declared.desiredState }),
  });
}

function pendingMachine(
  { machine }: CodespaceResult,
  declared: Props,
  before: Props = {},
): PendingMachine | undefined {
  const asked = declared.machine;
  if (asked === undefined || machine === asked) return undefined;
  const known = before.pendingMachine as PendingMachine | undefined;
  if (known?.asked === asked) return known.before === machine ? known : undefined;
  // Only what this update asked for is pending; anything else was changed by hand.
  return declaredIn(before).machine !== asked && before.name !== undefined
    ? { asked, before: machine }
    : undefined;
}
