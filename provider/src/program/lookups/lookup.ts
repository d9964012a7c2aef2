import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, CodespacesError, WrongArguments } from "../../operations/by-name/call";
import type { Lookup } from "../../operations/by-name/lookups";
import { configurationFor, environmentOf, readerOf, type Configuration } from "./configuration";
import { explainedInline } from "./inline-program";
import { askMocks, mocksOfTest } from "./mocks";
import { whenReady } from "./ready";

/** The arguments of a lookup as outputs of resources may give them. */
export type OutputArgs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/** Asks GitHub now, in a preview as well. The arguments are checked before anything is asked. */
export async function lookUp<Args extends object, Result>(
  lookup: Lookup<Args, Result>,
  args: Args,
  opts: pulumi.InvokeOptions = {},
): Promise<Result> {
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
}

/**
 * The same as an output. What is known only when the program is applied makes the result so, without
 * a request: an argument, a setting of the provider, or that a resource which it depends on is there.
 */
export function lookUpOutput<Args extends object, Result>(
  lookup: Lookup<Args, Result>,
  args: OutputArgs<Args>,
  opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<Result> {
  // A JavaScript program may forget them: the rules then name what is missing.
  const given = pulumi.output((args as object | undefined) ?? {}) as unknown as pulumi.Output<Args>;
  // A token is a secret, and what GitHub answers to it isn't.
  const configuration = pulumi.unsecret(pulumi.output(later(() => configurationFor(opts))));
  const ready = whenReady(args, opts.dependsOn);
  const result = ready.apply(() =>
    given.apply(async (known) => {
      const checked = await checkQuietly(lookup, known, given);
      return configuration.apply((keys) => {
        const mocks = mocksOfTest();
        if (mocks === undefined) return askQuietly(lookup, checked, { keys, given });
        return askMocks<Result>(mocks, lookup.name, { args: known, opts });
      });
    }),
  );
  return result as unknown as pulumi.Output<Result>;
}

/** What it throws is an error of the output that it becomes. */
async function later<T>(make: () => T): Promise<T> {
  return Promise.resolve().then(make);
}

/** A secret argument that is wrong is named, but its value is not printed. */
async function checkQuietly<Args extends object, Result>(
  { call }: Lookup<Args, Result>,
  known: Args,
  given: pulumi.Output<Args>,
): Promise<Args> {
  try {
    return checkedArgs(call, known);
  } catch (error) {
    if (!(error instanceof WrongArguments) || !(await pulumi.isSecret(given))) throw error;
    throw new CodespacesError(
      `${error.properties.join(", ")}: is wrong; an argument is secret, so that no value is shown`,
    );
  }
}

/** What GitHub refuses is told without arguments that may be secret: one of them makes all of them so. */
export async function askQuietly<Args extends object, Result>(
  lookup: Lookup<Args, Result>,
  known: Args,
  { keys, given }: { keys: Configuration; given: pulumi.Output<Args> },
): Promise<Result> {
  try {
    return await ask(lookup, known, keys);
  } catch (error) {
    if (!(error instanceof CodespacesError) || !(await pulumi.isSecret(given))) throw error;
    throw new CodespacesError(without(error.message, Object.values(known)), error.status);
  }
}

/** GitHub knows names in any case, and shows them in its own. */
function without(message: string, given: readonly unknown[]): string {
  const texts = given.filter((one) => typeof one === "string" && one !== "") as string[];
  if (texts.length === 0) return message;
  const patterns = texts.flatMap((text) => [text, ...text.split("/")]).filter(Boolean);
  const longestFirst = patterns.sort((a, b) => b.length - a.length);
  const literal = longestFirst.map((text) => text.replace(/[^\w\s]/g, "\\$&"));
  return message.replace(new RegExp(literal.join("|"), "gi"), "[secret]");
}

/** Octokit is loaded here, by the first lookup: importing this package doesn't. */
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

/** The value of an output; undefined where it is known only when the program is applied. */
async function valueOf<T>(output: pulumi.Output<T>): Promise<{ value: T } | undefined> {
  const values: T[] = [];
  const seen = output.apply((known) => values.push(known));
  // Pulumi's types have no word for it, but an output knows whether it is secret once it is settled.
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
