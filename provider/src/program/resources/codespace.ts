import * as pulumi from "@pulumi/pulumi";
import { codespace } from "../../kinds/codespace";
import { withCustomTimeouts } from "../registration/custom-timeouts";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof codespace.fields;

/** One of `repository` and `pullRequest` is required. */
export interface CodespaceArgs extends ArgsOf<Fields> {}

// What the base constructor fills.
export interface Codespace extends OutputsOf<Fields> {}

/**
 * A codespace of the user whose token it is (`github-codespaces:userToken`, else the token). Needs
 * "Codespaces" (write), "Codespaces lifecycle admin" (write) and "Codespaces metadata" (read), or the
 * classic scope `codespace`.
 *
 * Creating waits until it is available, and says each state on the way. One that GitHub reports
 * unsaved work of, or doesn't know, is neither deleted nor replaced, unless `forceDelete` says so. One that its user or GitHub's retention
 * deleted is created again by the next `up` after a refresh. What can only be given to a new codespace
 * changes nothing later, and a warning says so. A POST whose answer got lost is never sent twice: the codespace is
 * looked for, by the name that it was given where `displayName` is left out. Operations: `codespaces/create-with-repo-for-authenticated-user`,
 * `codespaces/create-with-pr-for-authenticated-user`, `codespaces/create-for-authenticated-user`, and
 * get, list, update, start, stop, delete and machines `for-authenticated-user`.
 *
 * ```ts
 * new Codespace("api", {
 *   repository: "acme/api",
 *   ref: "main",
 *   machine: "standardLinux32gb",
 *   idleTimeoutMinutes: 30,
 * });
 * ```
 */
export class Codespace extends pulumi.CustomResource {
  /** The type by which policies know it: `validateResourceOfType(Codespace, …)`. */
  static readonly __pulumiType: string = typeToken("Codespace");

  constructor(name: string, args: CodespaceArgs, opts?: pulumi.CustomResourceOptions) {
    const registration = new Registration(codespace, {
      name,
      args: withCustomTimeouts(args, opts),
      opts,
    });
    try {
      super(...registration.arguments);
      registration.made(this);
    } finally {
      registration.end();
    }
  }

  /** Whether something is one of these, made by this or by another copy of this package. */
  static override isInstance(thing: unknown): thing is Codespace {
    return isOfType(thing, Codespace.__pulumiType);
  }

  /** An existing codespace by its name; read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): Codespace {
    return new Codespace(name, {}, { ...opts, id });
  }
}
