import type { CodespaceInputs, CodespaceRecord } from "../../kinds/codespace";
import { defined } from "../../rules/plain";
import type { Found } from "../perform";
import { madeFor } from "./changes";

/** With the place, the machine and the name that it has. What only a new codespace takes is left out. */
export function importedCodespace({
  id,
  outputs: seen,
  inputs: read,
}: Found<CodespaceRecord>): Found<CodespaceRecord> {
  const { machine, displayName } = seen;
  const inputs = defined({ ...read, ...placeOf(seen), machine, displayName });
  return { id, inputs, outputs: { ...seen, declared: inputs } };
}

/** A pull request has its own branch. One that was made from a template and isn't published has no place. */
function placeOf(seen: CodespaceRecord): CodespaceInputs {
  const place = madeFor(seen);
  if (place === undefined) return {};
  const { repository, pull } = place;
  if (pull !== undefined) return { pullRequest: `${repository}#${pull}` };
  return defined({ repository, ref: seen.gitStatus?.ref });
}
