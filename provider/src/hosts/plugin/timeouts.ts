import type { Table } from "../../kinds/table";
import { isObject, type Props } from "../../rules/plain";

/** Inputs with the `customTimeouts` of the resource's options, in seconds; the input's own ones take precedence. */
export function withTimeout(
  table: Table,
  verb: "create" | "update" | "delete",
  seconds: number,
  inputs: Props,
): Props {
  if (!("timeouts" in table) || !(seconds > 0)) return inputs;
  const own = isObject(inputs.timeouts) ? inputs.timeouts : {};
  return { ...inputs, timeouts: { [verb]: `${seconds}s`, ...own } };
}
