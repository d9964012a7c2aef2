import * as pulumi from "@pulumi/pulumi";
import { BY_GET, DECLARATION, LIST_IGNORED } from "../../rules/hints";
import { outputNames, type Kind } from "../../kinds/table";
import { sayWithoutEffect } from "./custom-timeouts";
import { ConstructorCall } from "./constructor-call";
import { requireKnownConfiguration } from "./known-configuration";
import { loaderLine, typeToken } from "./loader-line";
import { version as pulumiVersion } from "@pulumi/pulumi/package.json";
import { requirePulumi } from "./pulumi-version";

requirePulumi(pulumiVersion);

type Arguments = [
  type: string,
  name: string,
  props: pulumi.Inputs,
  opts: pulumi.CustomResourceOptions,
];

/** What the constructor of each class is given. */
interface Declaration {
  name: string;
  args: object | undefined;
  opts: pulumi.CustomResourceOptions | undefined;
}

/**
 * What the constructors of our classes do beside Pulumi's own: a dynamic resource whose provider is loaded
 * by the constant loader line. Each class extends pulumi.CustomResource itself: Pulumi counts stack frames
 * to find the line of the program that a resource comes from.
 */
export class Registration {
  /** What the constructor of pulumi.CustomResource is given. */
  readonly arguments: Arguments;
  readonly #declaring: ConstructorCall | undefined;
  readonly #restoreStacks: () => void;

  constructor({ className, fields }: Kind, { name, args, opts }: Declaration) {
    requireKnownConfiguration();
    sayWithoutEffect(className, name, opts);
    // One that is read, by `get`, declares nothing until its provider has read it.
    const isRead = opts?.id !== undefined;
    this.#declaring = isRead ? undefined : new ConstructorCall(className, args);
    const unresolved = Object.fromEntries(outputNames(fields).map((name) => [name, undefined]));
    const props = {
      ...unresolved,
      ...args,
      ...(isRead ? NO_VALUE : secretValue(args)),
      ...(ignoresList(opts) && { [LIST_IGNORED]: true }),
      [DECLARATION]: this.#declaring?.call ?? BY_GET,
      __provider: loaderLine(className),
    };
    // GitHub writes by upsert: a replacement that creates first would delete what it just wrote.
    const deleteBeforeReplace = opts?.deleteBeforeReplace ?? true;
    this.arguments = [typeToken(className), name, props, { ...opts, deleteBeforeReplace }];
    this.#restoreStacks = shortStacks();
  }

  /** Called when Pulumi's constructor has made the resource. */
  made(resource: pulumi.CustomResource): void {
    this.#declaring?.made(resource);
  }

  /** Called in any case. */
  end(): void {
    this.#restoreStacks();
  }
}

/** What is read is not written: Pulumi would store what is given for it. */
const NO_VALUE = { value: undefined, encryptedValue: undefined, keyId: undefined };

/** `ignoreChanges` of the whole list, of an element, or of everything. */
function ignoresList(opts: pulumi.CustomResourceOptions | undefined): boolean {
  return (opts?.ignoreChanges ?? []).some((path) =>
    /^(\*$|(\["?)?selectedRepositories\b)/.test(path),
  );
}

/** The value as a secret: a literal's fingerprint would lie in the state in clear. */
function secretValue(args: { value?: pulumi.Input<string> } | undefined): pulumi.Inputs {
  // A JavaScript program may forget the arguments: `check` then names what is missing.
  const value = args?.value;
  return value === undefined ? {} : { value: pulumi.secret(value) };
}

/** Pulumi's function and two constructors, ours, and two lines of the program for an error that it throws. */
const FRAMES = 6;

/**
 * Pulumi takes four stack traces for each property of a resource, to name promises that were never settled
 * to whoever asks for them. Shorter ones take less time. Returns what sets the limit back.
 */
function shortStacks(): () => void {
  const limit = Error.stackTraceLimit;
  const asked = Boolean(process.env.PULUMI_DEBUG_PROMISE_LEAKS);
  Error.stackTraceLimit = limit > FRAMES && !asked ? FRAMES : limit;
  return () => {
    Error.stackTraceLimit = limit;
  };
}
