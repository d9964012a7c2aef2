import type { CodespaceResult } from "../operations/codespace";

/** Work that nobody has pushed is somebody's: it goes with the codespace. */
export function refuseUnsaved({ gitStatus }: CodespaceResult): void {
  const { hasUncommittedChanges, hasUnpushedChanges, ahead = 0, ref } = gitStatus;
  const kinds = [
    hasUncommittedChanges && "uncommitted",
    (hasUnpushedChanges === true || ahead > 0) && "unpushed",
  ].filter(Boolean);
  if (kinds.length === 0) return;
  const where = ref === undefined ? "" : ` on ${ref}`;
  throw new Error(
    `it has ${kinds.join(" and ")} changes${where}, which would be lost. Push them (or export the codespace to a ` +
      "branch), or set forceDelete: true and run `pulumi up` before it is deleted. If it is not in the program " +
      "any more, and is to stay: `pulumi state delete` with its URN.",
  );
}
