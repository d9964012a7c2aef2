import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, CodespacesError } from "../../operations/by-name/call";
import type { Lookup } from "../../operations/by-name/lookups";
import { withoutArguments } from "../../operations/by-name/secret-arguments";
import { configurationFor, environmentOf, readerOf, type Configuration } from "./configuration";
import { explainedInline } from "./inline-program";
import { askMocks, mocksOfTest } from "./mocks";
import { whenReady } from "./ready";

/** A lookup's arguments, which may be outputs of resources. */
export type OutputArgs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/** The function that asks GitHub now, also in a preview. The arguments are checked before anything is sent. */
export function lookupOf<Args extends object, Result>(lookup: Lookup<Args, Result>) {
  return async (args: Args, opts: pulumi.InvokeOptions = {}): Promise<Result> => {
    refuseOutputs(args);
    const checked = checkedArgs(lookup.call, args);
    const settings = await valueOf(configurationFor(opts));
    if (settings === undefined) {
      throw new CodespacesError(
        "The settings of this lookup's provider are known only when the program is applied: use the form whose name ends in Output.",
      );
    }
    const mocks = mocksOfTest();
    if (mocks === undefined) return ask(lookup, checked, settings.value);
    const answer = await valueOf(await askMocks<Result>(mocks, lookup.name, { args, opts }));
    return (answer as { value: Result }).value;
  };
}

/**
 * The same as an output. If something is known only when the program is applied (an argument, a setting of the
 * provider, or whether a resource that it depends on exists), so is the result, and nothing is sent.
 */
export function outputOf<Args extends object, Result>(lookup: Lookup<Args, Result>) {
  return (args: OutputArgs<Args>, opts: pulumi.InvokeOutputOptions = {}): pulumi.Output<Result> => {
    // A JavaScript program may omit them: the rules then name what is missing.
    const given = pulumi.output(
      (args as object | undefined) ?? {},
    ) as unknown as pulumi.Output<Args>;
    // A token is a secret; GitHub's answer to it isn't.
    // What it throws becomes an error of the output.
    const settings = Promise.resolve().then(() => configurationFor(opts));
    const configuration = pulumi.unsecret(pulumi.output(settings));
    const ready = whenReady(args, opts.dependsOn);
    const result = ready.apply(() =>
      given.apply(async (known) => {
        const checked = await quietly(given, known, () => checkedArgs(lookup.call, known));
        return configuration.apply((keys) => {
          const mocks = mocksOfTest();
          if (mocks === undefined) return askQuietly(lookup, checked, { keys, given });
          return askMocks<Result>(mocks, lookup.name, { args: known, opts });
        });
      }),
    );
    return result as unknown as pulumi.Output<Result>;
  };
}

/** GitHub's refusal, without the arguments if they may be secret. */
export function askQuietly<Args extends object, Result>(
  lookup: Lookup<Args, Result>,
  known: Args,
  { keys, given }: { keys: Configuration; given: pulumi.Output<Args> },
): Promise<Result> {
  return quietly(given, known, () => ask(lookup, known, keys));
}

/** An error that shows no argument if they are secret. */
async function quietly<Args extends object, T>(
  given: pulumi.Output<Args>,
  known: Args,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodespacesError) || !(await pulumi.isSecret(given))) throw error;
    throw withoutArguments(error, known);
  }
}

/** Octokit is loaded here, by the first lookup, not when this package is imported. */
async function ask<Args extends object, Result>(
  lookup: Lookup<Args, Result>,
  args: Args,
  configuration: Configuration,
): Promise<Result> {
  let source: string | undefined;
  try {
    return await lookup.ask(args, async () => {
      const { sessionFor } = await import("../../session/shared-session.js");
      const env = environmentOf(configuration);
      const session = sessionFor(readerOf(configuration), { env });
      const { credential, userCredential } = session.settings;
      const used = lookup.call.operation.account === "token" ? credential : userCredential;
      source = "source" in used ? used.source : undefined;
      return session;
    });
  } catch (error) {
    throw explainedInline(error, source);
  }
}

/** The value of an output; undefined if it is known only when the program is applied. */
async function valueOf<T>(output: pulumi.Output<T>): Promise<{ value: T } | undefined> {
  const values: T[] = [];
  const seen = output.apply((known) => values.push(known));
  // Pulumi's types don't say it, but isSecret resolves only once the output is settled.
  await pulumi.isSecret(seen);
  const [value] = values;
  return value === undefined ? undefined : { value };
}

function refuseOutputs(args: object): void {
  for (const [name, value] of Object.entries({ ...args })) {
    if (!pulumi.Output.isInstance(value)) continue;
    throw new CodespacesError(
      `${name}: is an output: use the form of this lookup whose name ends in Output`,
    );
  }
}
