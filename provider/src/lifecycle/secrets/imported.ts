import type { SetKind } from "../../kinds/secrets";
import { inputFields } from "../../kinds/table";
import { asChecked } from "../../rules/fields";
import type { Props } from "../../rules/plain";
import type { Session } from "../../session/session";
import { shownId } from "../../texts";
import type { Known, Lifecycle } from "../lifecycle";
import { goTo } from "../secret/workplace";

/** The place that an import's id names, and all secrets there, each as its own class imports it. */
export async function importedAt(
  kind: SetKind,
  id: string,
  { one, session }: { one: Lifecycle; session: Session },
): Promise<{ set: Props; secrets: Map<string, Known> }> {
  const given = kind.parse(id);
  if (given === undefined) {
    throw new Error(`${shownId(id)} is not an id of ${kind.className}: give ${kind.idForm}.`);
  }
  const set = asChecked(inputFields(kind.table), given);
  const secrets = new Map<string, Known>();
  for (const place of kind.places(set)) {
    const { scope } = await goTo(kind.one, { ...place, secretName: "ANY" }, session);
    for (const { name } of (await scope.list()).secrets.values()) {
      const known = await one.read(kind.one.id({ ...place, secretName: name }), {});
      const own = known && one.imported(known);
      if (own !== undefined) secrets.set(kind.keyOf(own.inputs), own);
    }
  }
  return { set, secrets };
}

/** A `get` names no secrets, so its answer would be a set without any. */
export function noGet({ className, one }: SetKind, id: string): Error {
  return new Error(
    `${className} ${shownId(id)} can't be read by get: read a secret by ${one.className}.get, or all of them by get${className}.`,
  );
}
