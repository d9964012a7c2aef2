import {
  isComing,
  type CodespaceGitStatus,
  type CodespaceResult,
} from "../../operations/answers/codespace";
import type { CodespaceRecord } from "../../kinds/codespace";

/**
 * Refuses to delete unpushed work: it belongs to somebody and would be lost. The same goes if GitHub doesn't
 * tell, unless the codespace never ran, so that nobody can have worked in it.
 */
export function refuseUnsaved(codespace: CodespaceResult, recorded: CodespaceRecord): void {
  const { gitStatus } = codespace;
  const unsaved = kindsThat((kind) => kind === true, gitStatus);
  const untold = neverRan(codespace, recorded) ? [] : kindsThat(isUntold, gitStatus);
  if (unsaved.length === 0 && untold.length === 0) return;
  const where = gitStatus.ref === undefined ? "" : ` on ${gitStatus.ref}`;
  throw new Error(
    `${whatIsThere({ unsaved, untold, where })} ${unsaved.length > 0 ? PUSH : LOOK}, or set ` +
      "forceDelete: true and run `pulumi up` before it is deleted. If it is no longer in the " +
      "program, and should be kept: `pulumi state delete` with its URN.",
  );
}

const PUSH = "Push them (or export the codespace to a branch)";
const LOOK = "Start it, so that GitHub checks, and run again";

/** Whether, as far as the state knows, it has not been ready since its creation, and still isn't. */
export function neverRan({ state }: CodespaceResult, { creating }: CodespaceRecord): boolean {
  return creating === true && (isComing(state) || state === "Failed");
}

/** Whether there are changes of a kind; undefined if GitHub doesn't tell. */
type YesOrNo = boolean | undefined;

const isUntold = (verdict: YesOrNo) => verdict === undefined;

function kindsThat(fit: (verdict: YesOrNo) => boolean, status: CodespaceGitStatus): string[] {
  const { hasUncommittedChanges: uncommitted } = status;
  return [
    ...(fit(uncommitted) ? ["uncommitted"] : []),
    ...(fit(isUnpushed(status)) ? ["unpushed"] : []),
  ];
}

/** A branch that isn't at GitHub yet is not ahead of anything, so both fields must say that there is nothing. */
function isUnpushed({ hasUnpushedChanges, ahead }: CodespaceGitStatus): YesOrNo {
  if (hasUnpushedChanges === true || (ahead ?? 0) > 0) return true;
  return hasUnpushedChanges === undefined || ahead === undefined ? undefined : false;
}

function whatIsThere(found: { unsaved: string[]; untold: string[]; where: string }): string {
  const { unsaved, untold, where } = found;
  const lost = `it has ${unsaved.join(" and ")} changes${where}, which would be lost.`;
  const unclear = `GitHub does not say whether it has ${untold.join(" or ")} changes${where}.`;
  return [unsaved.length > 0 && lost, untold.length > 0 && unclear].filter(Boolean).join(" ");
}
