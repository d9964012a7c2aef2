import * as pulumi from "@pulumi/pulumi";
import { isLiteral } from "./literal";

/** One secret of a set, with inputs at any depth. */
interface Secret {
  value?: unknown;
  encryptedValue?: unknown;
}

const SEALED = ["value", "encryptedValue"] as const;

interface Sets {
  secrets: pulumi.Input<Record<string, pulumi.Input<object>>>;
}

/**
 * The arguments of a set with its values apart, and secret: Pulumi encrypts and hides a property as a whole, and the rest is to
 * be readable.
 */
export function withValuesApart(
  args: object | undefined,
  opts: pulumi.CustomResourceOptions | undefined,
): object | undefined {
  refuseIgnoredValues(opts);
  // A JavaScript program may omit the arguments: `check` then names what is missing.
  const { secrets } = { ...args } as Partial<Sets>;
  if (secrets === undefined) return args;
  const [value, encryptedValue] = SEALED.map((name) => valuesIn(secrets, name));
  return { ...args, secrets: rowsIn(secrets), values: value, encryptedValues: encryptedValue };
}

function valuesIn(secrets: Sets["secrets"], name: "value" | "encryptedValue"): unknown {
  if (!isLiteral(secrets)) {
    return pulumi.secret(
      pulumi.output(secrets).apply((known) => valuesIn(known as object as Sets["secrets"], name)),
    );
  }
  const entries = Object.entries(secrets).flatMap(([key, secret]): [string, unknown][] => {
    if (!isLiteral(secret)) {
      const later = pulumi.output(secret).apply((known) => (known as Secret | null)?.[name]);
      return [[key, pulumi.secret(later)]];
    }
    const given = (secret as Secret)[name];
    // An empty one is no value, and told with those that are missing.
    return given === undefined ? [] : [[key, given === "" ? given : pulumi.secret(given)]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** What is known of a row only with its value is no secret for that. */
function rowsIn(secrets: Sets["secrets"]): unknown {
  if (!isLiteral(secrets)) return later(secrets, (known) => rowsIn(known as Sets["secrets"]));
  const rows = Object.entries(secrets).map(([key, secret]) => [
    key,
    isLiteral(secret)
      ? rowOf(secret)
      : later(secret, (known) => (isLiteral(known) ? rowOf(known) : known)),
  ]);
  return Object.fromEntries(rows);
}

function later(given: unknown, work: (known: object) => unknown): unknown {
  return pulumi.unsecret(pulumi.output(given as object).apply(work as (known: unknown) => unknown));
}

function rowOf(secret: object): object {
  const left = Object.entries(secret).filter(([name]) => !SEALED.some((sealed) => sealed === name));
  return Object.fromEntries(left);
}

/** A row with the value that is in it, or the value alone; of all rows, or of all values. */
const OF_ONE =
  /^secrets(\.|\[)[^.[\]]+\]?$|^secrets\b.+\b(value|encryptedValue)"?\]?$|^(values|encryptedValues)\b./;
const WITH_VALUES = ["values", "encryptedValues"];

/**
 * Pulumi ignores changes of what it has, and it has no value of a secret by itself: that would be written all the same. Of all
 * secrets it has the values apart.
 */
function refuseIgnoredValues(opts: pulumi.CustomResourceOptions | undefined): void {
  const paths = opts?.ignoreChanges ?? [];
  if (paths.some((path) => OF_ONE.test(path))) {
    throw new pulumi.RunError(
      'ignoreChanges can\'t name one secret of a set, or its value: give that secret keepValue: true, or onExternalChange: "ignore".',
    );
  }
  if (paths.includes("secrets") && !WITH_VALUES.every((name) => paths.includes(name))) {
    throw new pulumi.RunError(
      'ignoreChanges: ["secrets"] would leave out the values, which a set has apart: give ignoreChanges: ["secrets", "values", "encryptedValues"].',
    );
  }
}
