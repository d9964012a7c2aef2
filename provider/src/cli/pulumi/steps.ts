import { isObject, type Plain, type Props } from "../../rules/plain";
import { declaredIn, type Declared } from "./resources";

/** The words of a preview for what makes a new thing at GitHub. */
const CREATES: readonly Plain[] = ["create", "create-replacement"];

/** What a step of a preview would create; a set is updated where a name comes to it. */
export function writtenBy({ op, oldState, newState }: Props): Declared[] {
  const after = declaredIn(isObject(newState) ? [newState] : []);
  if (CREATES.includes(op)) return after;
  if (op !== "update") return [];
  const before = new Set(declaredIn(isObject(oldState) ? [oldState] : []).map(keyOf));
  return after.filter((one) => one.isOfSet && !before.has(keyOf(one)));
}

function keyOf({ className, secret }: Declared): string {
  return `${className} ${secret}`;
}
