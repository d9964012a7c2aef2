import * as pulumi from "@pulumi/pulumi";
import { CREATE_BEFORE_DELETE } from "../hints";
import { loaderLine, typeToken } from "./loader-line";
import { version as pulumiVersion } from "@pulumi/pulumi/package.json";
import { requirePulumi } from "./pulumi-version";

requirePulumi(pulumiVersion);

export interface Declaration {
  className: string;
  name: string;
  args: object | undefined;
  /** The names of all its properties that a program can read. */
  outputs: readonly string[];
  opts: pulumi.CustomResourceOptions | undefined;
}

/** A dynamic resource whose provider is loaded by the constant loader line of its class. */
export abstract class CodespacesResource extends pulumi.CustomResource {
  constructor({ className, name, args, outputs, opts }: Declaration) {
    const unresolved = Object.fromEntries(outputs.map((output) => [output, undefined]));
    // GitHub writes by upsert: a replacement that creates first would delete what it just wrote.
    const deleteBeforeReplace = opts?.deleteBeforeReplace ?? true;
    const hint = deleteBeforeReplace ? {} : { [CREATE_BEFORE_DELETE]: true };
    const props = { ...unresolved, ...args, ...hint, __provider: loaderLine(className) };
    super(typeToken(className), name, props, { ...opts, deleteBeforeReplace });
  }
}

/** The value as a secret: a literal's fingerprint would lie in the state in clear. */
export function withSecretValue<Args extends { value?: pulumi.Input<string> | undefined }>(
  args: Args,
): Args {
  // A JavaScript program may forget the arguments: `check` then names what is missing.
  const value = (args as Args | undefined)?.value;
  return value === undefined ? args : { ...args, value: pulumi.secret(value) };
}
