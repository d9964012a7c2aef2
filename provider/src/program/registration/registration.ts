import * as pulumi from "@pulumi/pulumi";
import {
  BY_GET,
  DECLARATION,
  ignoredBy,
  LIST_IGNORED,
  OTHERS_UNSET,
  VALUE_IGNORED,
} from "../../rules/hints";
import { outputNames, type Kind } from "../../kinds/table";
import { sayWithoutEffect } from "./custom-timeouts";
import { isSet } from "../../session/identities";
import { ConstructorCall } from "./constructor-call";
import { requireKnownConfiguration } from "./known-configuration";
import { loaderLine, typeToken } from "./loader-line";
import { version as pulumiVersion } from "@pulumi/pulumi/package.json";
import { SetCall } from "./set-call";
import { otherUnsetNames } from "./unset-values";
import { requirePulumi } from "./pulumi-version";
import { withValuesApart } from "./values-apart";

requirePulumi(pulumiVersion);

/** The arguments of each class's constructor. */
interface ConstructorArgs {
  name: string;
  args: object | undefined;
  opts: pulumi.CustomResourceOptions | undefined;
}

/**
 * What our classes' constructors do in addition to Pulumi's: they make a dynamic resource whose provider is
 * loaded by the constant loader line. Each class itself extends pulumi.CustomResource, because Pulumi counts
 * stack frames to find the line of the program that a resource comes from.
 */
export class Registration {
  /** The arguments for pulumi.CustomResource's constructor. */
  readonly arguments: ConstructorParameters<typeof pulumi.CustomResource>;
  readonly #declaring: ConstructorCall | SetCall | undefined;
  readonly #restoreStacks: () => void;

  constructor({ className, fields }: Kind, { name, args: given, opts }: ConstructorArgs) {
    const args = isSet(className) ? withValuesApart(given, opts) : given;
    requireKnownConfiguration();
    sayWithoutEffect(className, name, opts);
    // A resource that `get` reads declares nothing until its provider has read it.
    const isRead = opts?.id !== undefined;
    this.#declaring = isRead ? undefined : callOf(className, args);
    const ignored = ignoredBy(opts?.ignoreChanges ?? []);
    const unresolved = Object.fromEntries(outputNames(fields).map((name) => [name, undefined]));
    const props = {
      ...unresolved,
      ...args,
      ...(isRead ? NO_VALUE : secretValues(args)),
      ...(ignored.list && { [LIST_IGNORED]: true }),
      ...(!isRead && ignored.value && { [VALUE_IGNORED]: true }),
      ...(!isRead && { [OTHERS_UNSET]: otherUnsetNames(fields, { name, args }) }),
      [DECLARATION]: this.#declaring?.call ?? BY_GET,
      __provider: loaderLine(className),
    };
    // GitHub writes by upsert: a replacement that creates first would then delete what it just wrote.
    const deleteBeforeReplace = opts?.deleteBeforeReplace ?? true;
    this.arguments = [typeToken(className), name, props, { ...opts, deleteBeforeReplace }];
    this.#restoreStacks = shortStacks();
  }

  /** Called when Pulumi's constructor has made the resource. */
  made(resource: pulumi.CustomResource): void {
    this.#declaring?.made(resource);
  }

  /** Called whether or not the constructor succeeded. */
  end(): void {
    this.#restoreStacks();
  }
}

function callOf(className: string, args: object | undefined): ConstructorCall | SetCall {
  return isSet(className) ? new SetCall(className, args) : new ConstructorCall(className, args);
}

/** A resource that is read isn't written, but Pulumi would store the value that is given for it. */
const NO_VALUE = {
  value: undefined,
  encryptedValue: undefined,
  keyId: undefined,
  keepValue: undefined,
};

const VALUES = ["value", "encryptedValue"] as const;

/**
 * A value as a secret: otherwise the fingerprint of a literal would be in the state in clear text, and so would a plain text that
 * was given as sealed by mistake.
 */
function secretValues(args: Partial<Record<string, unknown>> | undefined): pulumi.Inputs {
  // A JavaScript program may omit the arguments: `check` then names what is missing.
  const given = VALUES.filter((name) => args?.[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, pulumi.secret(args?.[name])]));
}

/** Pulumi's function and two constructors, ours, and two lines of the program for an error that it throws. */
const FRAMES = 6;

/**
 * Pulumi takes four stack traces for each property of a resource, so that it can name promises that never
 * settled. Shorter traces take less time. Returns a function that restores the limit.
 */
function shortStacks(): () => void {
  const limit = Error.stackTraceLimit;
  const asked = Boolean(process.env.PULUMI_DEBUG_PROMISE_LEAKS);
  Error.stackTraceLimit = limit > FRAMES && !asked ? FRAMES : limit;
  return () => {
    Error.stackTraceLimit = limit;
  };
}
