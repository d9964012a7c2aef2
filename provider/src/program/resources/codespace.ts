import * as pulumi from "@pulumi/pulumi";
import { codespace } from "../../kinds/codespace";
import { withCustomTimeouts } from "../registration/custom-timeouts";
import { isOfType, typeToken } from "../registration/loader-line";
import { Registration } from "../registration/registration";
import type { ArgsOf, OutputsOf } from "./types";

type Fields = typeof codespace.fields;

/** Either `repository` or `pullRequest` is required. */
export interface CodespaceArgs extends ArgsOf<Fields> {}

// Filled by the base constructor.
export interface Codespace extends OutputsOf<Fields> {}

/**
 * A codespace of the token's user (`github-codespaces:userToken`, else the token). Needs "Codespaces" (write),
 * "Codespaces lifecycle admin" (write) and "Codespaces metadata" (read), or the classic scope `codespace`.
 *
 * Creating waits until it is available, and reports each state on the way. A codespace with unsaved work, or of
 * which GitHub doesn't tell, is neither deleted nor replaced unless `forceDelete` is set. One that its user or
 * GitHub's retention deleted is created again by the next `up` after a refresh. Changing an input that is only
 * for a new codespace has no effect, and a warning says so. A POST whose answer got lost is never sent twice:
 * the codespace is looked up, by a generated name if `displayName` is left out. Operations:
 * `codespaces/create-with-repo-for-authenticated-user`, `codespaces/create-with-pr-for-authenticated-user`,
 * `codespaces/create-for-authenticated-user`, and get, list, update, start, stop, delete and machines
 * `for-authenticated-user`.
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
    const timed = withCustomTimeouts(args, opts);
    const registration = new Registration(codespace, { name, args: timed, opts });
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

  /** An existing codespace by its name; only read, never changed. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): Codespace {
    return new Codespace(name, {}, { ...opts, id });
  }
}
