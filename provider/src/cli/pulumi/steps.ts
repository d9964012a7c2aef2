import { isObject, type Plain, type Props } from "../../rules/plain";
import { declaredIn, writtenIn, type Declared } from "./resources";

/** The words of a preview for what makes a new thing at GitHub. */
const CREATES: readonly Plain[] = ["create", "create-replacement"];

/** What a step of a preview would create, or give its first value of this stack. */
export function writtenBy({ op, oldState, newState }: Props): Declared[] {
  const after = declaredIn(isObject(newState) ? [newState] : []);
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
