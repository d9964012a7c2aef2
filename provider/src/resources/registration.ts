import * as pulumi from "@pulumi/pulumi";
import { CREATE_BEFORE_DELETE } from "../hints";
import { sayWithoutEffect } from "./custom-timeouts";
import { requireKnownConfiguration } from "./known-configuration";
import { loaderLine, typeToken } from "./loader-line";
import { version as pulumiVersion } from "@pulumi/pulumi/package.json";
import { requirePulumi } from "./pulumi-version";

requirePulumi(pulumiVersion);

type Registration = [
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
 * What the constructor of pulumi.CustomResource is given for one of our classes: a dynamic resource
 * whose provider is loaded by the constant loader line. `outputs` are the properties that a program can
 * read. Each class extends pulumi.CustomResource itself: Pulumi counts stack frames to find the line of
 * the program that a resource comes from.
 */
export function registration(
  className: string,
  outputs: readonly string[],
  { name, args, opts }: Declaration,
): Registration {
  requireKnownConfiguration();
  sayWithoutEffect(className, name, opts);
  const unresolved = Object.fromEntries(outputs.map((output) => [output, undefined]));
  // GitHub writes by upsert: a replacement that creates first would delete what it just wrote.
  const deleteBeforeReplace = opts?.deleteBeforeReplace ?? true;
  const props = {
    ...unresolved,
    ...args,
    ...secretValue(args),
    ...(!deleteBeforeReplace && { [CREATE_BEFORE_DELETE]: true }),
    __provider: loaderLine(className),
  };
  return [typeToken(className), name, props, { ...opts, deleteBeforeReplace }];
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
export function shortStacks(): () => void {
  const limit = Error.stackTraceLimit;
  const asked = Boolean(process.env.PULUMI_DEBUG_PROMISE_LEAKS);
  Error.stackTraceLimit = limit > FRAMES && !asked ? FRAMES : limit;
  return () => {
    Error.stackTraceLimit = limit;
  };
}
