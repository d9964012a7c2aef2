import type { Struct, JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isObject, unknown, type Plain, type Props } from "../../rules/plain";
import { SIGNATURE, toPulumi } from "../translate";
import { structOf } from "./structs";

/** What Pulumi's signature says of a secret. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What stands for an unknown value: one for each type. */
const UNKNOWNS: ReadonlySet<Plain> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** What the engine gives: plain values, and the names of those that hold a secret at any depth. */
export interface EngineProps {
  props: Props;
  secrets: ReadonlySet<string>;
}

/** What a dynamic resource has in addition is left out: its state may become a plugin's. */
export function fromStruct(struct: Struct | undefined): EngineProps {
  const secrets = new Set<string>();
  const raw = (struct?.toJavaScript() ?? {}) as Props;
  const entries = Object.entries(raw).filter(([name]) => name !== "__provider");
  const props = entries.map(([name, value]): [string, Plain] => [
    name,
    opened(value, () => secrets.add(name)),
  ]);
  return { props: Object.fromEntries(props), secrets };
}

/**
 * A property is secret as a whole: `check` changes the form of a list, so that nobody knows where in it its secret
 * element is.
 */
export function toStruct(props: Props, secrets: ReadonlySet<string>): Struct {
  const entries = Object.entries(toPulumi(props)).map(([name, value]) => [
    name,
    secrets.has(name) ? { [SIGNATURE]: SECRET, value } : value,
  ]);
  return structOf(Object.fromEntries(entries) as Record<string, JavaScriptValue>);
}

function opened(value: Plain, noteSecret: () => void): Plain {
  if (UNKNOWNS.has(value)) return unknown;
  if (Array.isArray(value)) return value.map((one) => opened(one, noteSecret));
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) {
    noteSecret();
    return opened(value.value, noteSecret);
  }
  const entries = Object.entries(value).map(([key, one]) => [key, opened(one, noteSecret)]);
  return Object.fromEntries(entries) as Props;
}
