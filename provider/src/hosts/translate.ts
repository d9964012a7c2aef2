import { defined, isObject, unknown, type Plain, type Props } from "../rules/plain";

/** What Pulumi's dynamic-provider host passes for a value that is known only when the program is applied. */
export const PULUMI_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The property by which Pulumi tells its special values, such as secrets. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Inputs or outputs in the form of Pulumi's host. */
export type Raw = Record<string, unknown>;

export function fromPulumi(raw: Raw): Props {
  const props = Object.entries(raw).filter(([name]) => name !== "__provider");
  return translate(Object.fromEntries(props) as Props, PULUMI_UNKNOWN, unknown) as Props;
}

export function toPulumi(props: Props): Raw {
  return translate(props, unknown, PULUMI_UNKNOWN) as Raw;
}

function translate(value: Plain, from: Plain, to: Plain): Plain {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => translate(item, from, to));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, translate(item, from, to)]);
  // Pulumi's protocol can't express undefined, at any depth.
  return defined(Object.fromEntries(entries) as Props);
}
