import type { SecretKind, SecretState } from "../../kinds/secret-kind";
import { only, setOf, without } from "../../rules/plain";
import type { Found } from "../perform";

/** With the value and the list that it has: GitHub gives no value back, so others manage it until a program gives one. */
export function importedSecret(
  kind: SecretKind,
  { id, outputs: seen }: Found<SecretState>,
): Found<SecretState> {
  const { selectedRepositoryIds: ids } = seen;
  const list = kind.hasList(seen) && ids && { selectedRepositories: setOf(Object.keys(ids)) };
  const outputs = { ...without(seen, ["valueWritten"]), ...list, keepValue: true };
  return { id, inputs: only(outputs, Object.keys(kind.fields)), outputs };
}
