import { isObject, type Plain, type Props } from "../../rules/plain";
import { ownResources, undeclaredIn, writtenIn, type Declared } from "./resources";

/** What the `up` of a preview would do. */
export interface Preview {
  /** What it would create, or give its first value of this stack. */
  written: Declared[];
  deleted: Declared[];
  /** It ended early, so it may not show all that the `up` would do. */
  hasFailed: boolean;
}

export function previewOf(steps: readonly Props[], diagnostics: readonly Props[]): Preview {
  const declared = steps.flatMap(({ newState }) => ownResources(resourcesIn(newState)));
  // An `up` never deletes what the program declares.
  const stays = new Set(declared.map(identityOf));
  const gone = steps.flatMap(goneBy).filter((one) => !stays.has(identityOf(one)));
  return {
    written: steps.flatMap(writtenBy),
    deleted: gone.map((one) => ({ ...one, toExisting: "deleted" })),
    hasFailed: diagnostics.some(({ severity }) => severity === "error"),
  };
}

const resourcesIn = (state: Plain) => (isObject(state) ? [state] : []);

function identityOf({ className, secret, id, resource }: Declared): string {
  return JSON.stringify([className, secret ?? id ?? resource]);
}

/** A preview's words for steps that create something at GitHub. */
const CREATES: readonly Plain[] = ["create", "create-replacement"];

function writtenBy({ op, oldState, newState }: Props): Declared[] {
  const after = ownResources(resourcesIn(newState));
  if (CREATES.includes(op)) return after;
  if (op !== "update") return [];
  const before = writtenIn(isObject(oldState) ? oldState : {});
  return after.flatMap((one) => {
    // Of a set: a name that stays in it. A single resource may have another name by now.
    const held = before.find(({ secret }) => !one.isOfSet || secret === one.secret);
    if (held === undefined) return one.isOfSet ? [one] : [];
    const isHandedOver = held.toExisting === "kept" && one.toExisting !== "kept";
    return isHandedOver ? [{ ...one, toExisting: "overwritten" }] : [];
  });
}

/** A preview's words for steps that delete something. */
const DELETES: readonly Plain[] = ["delete", "delete-replaced"];

function goneBy({ op, oldState, newState }: Props): Declared[] {
  if (!isObject(oldState)) return [];
  if (DELETES.includes(op)) {
    const { outputs, retainOnDelete } = oldState;
    const stays = retainOnDelete === true || (isObject(outputs) && outputs.onDestroy === "leave");
    // One that an earlier `up` replaced is still to be deleted.
    return stays ? [] : ownResources([{ ...oldState, delete: false }]);
  }
  if (op !== "update" || !isObject(newState)) return [];
  const left = new Set(ownResources([newState]).map(identityOf));
  const before = [...writtenIn(oldState), ...undeclaredIn(oldState, newState)];
  return before.filter((one) => one.isOfSet && !left.has(identityOf(one)));
}
