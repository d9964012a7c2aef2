import * as pulumi from "@pulumi/pulumi";
import { providerOf } from "./configuration";

/** A unit test's mocks, which then also stand for GitHub; undefined if an engine runs the program. */
export function mocksOfTest(): pulumi.runtime.Mocks | undefined {
  const monitor = pulumi.runtime.getMonitor() as { mocks?: pulumi.runtime.Mocks } | undefined;
  return monitor?.mocks;
}

/**
 * The answer of the mocks' `call`, as for a function of any provider. They are called directly because
 * `pulumi.runtime.invoke` turns what they throw into an empty error.
 */
export async function askMocks<Result>(
  mocks: pulumi.runtime.Mocks,
  name: string,
  { args, opts }: { args: object; opts: pulumi.InvokeOptions },
): Promise<pulumi.Output<Result>> {
  const token = `github-codespaces:index:${name}`;
  const reference = await referenceTo(providerOf(opts));
  const provider = reference === undefined ? {} : { provider: reference };
  const answer = (await mocks.call({ token, inputs: { ...args }, ...provider })) as
    Result | undefined;
  return pulumi.output(answer ?? {}) as unknown as pulumi.Output<Result>;
}

/** The reference by which an engine names a function's provider: `urn::id`. In a preview it has no id yet. */
async function referenceTo(
  provider: pulumi.ProviderResource | undefined,
): Promise<string | undefined> {
  if (provider === undefined) return undefined;
  let reference: string | undefined;
  const seen = pulumi.interpolate`${provider.urn}::${provider.id}`.apply(
    (text) => (reference = text),
  );
  await pulumi.isSecret(seen);
  return reference;
}
