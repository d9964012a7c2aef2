import { shown } from "../texts";
import type { Rule } from "./fields";
import { isObject, type Props } from "./plain";

/** By name, what each secret is. What is in it is checked secret by secret. */
export function secretsByName<One>(): Rule<Record<string, One>, Props> {
  return (value) =>
    isObject(value)
      ? { ok: value }
      : {
          wrong: `${shown(value)} must be an object with the name of each secret: { NPM_TOKEN: { … } }`,
        };
}
