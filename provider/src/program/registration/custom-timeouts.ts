import * as pulumi from "@pulumi/pulumi";
import type { CodespaceTimeouts } from "../../rules/codespace";
import { only } from "../../rules/plain";

type Options = pulumi.CustomResourceOptions | undefined;

interface Timed {
  timeouts?: pulumi.Input<CodespaceTimeouts> | undefined;
}

/**
 * The `customTimeouts` of the options as the input `timeouts`, since the host of dynamic resources doesn't get
 * them. The input's own values take precedence.
 */
export function withCustomTimeouts<Args extends Timed>(args: Args, opts: Options): Args {
  const given = waitsIn(opts);
  // A resource that is only read waits for nothing, and inputs would look like a state given to `get`.
  if (given === undefined || opts?.id !== undefined) return args;
  // A JavaScript program may omit the arguments: `check` then names what is missing.
  const { timeouts } = { ...args };
  if (timeouts === undefined) return { ...args, timeouts: given };
  return { ...args, timeouts: pulumi.output(timeouts).apply((own) => ({ ...given, ...own })) };
}

let isSaid = false;

/** Any other class would ignore them silently. Reported once: a program may give them to a hundred secrets. */
export function sayWithoutEffect(className: string, name: string, opts: Options): void {
  if (isSaid || className === "Codespace" || waitsIn(opts) === undefined) return;
  isSaid = true;
  void pulumi.log.warn(
    `${className} ${name}: customTimeouts has no effect on it; of this package's resources, only ` +
      "Codespace uses it. github-codespaces:maxWaitSeconds limits a wait for GitHub, " +
      "requestTimeoutSeconds a request.",
  );
}

function waitsIn(opts: Options): CodespaceTimeouts | undefined {
  const given = only(opts?.customTimeouts ?? {}, ["create", "update", "delete"]);
  return Object.keys(given).length === 0 ? undefined : given;
}
