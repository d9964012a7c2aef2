import * as pulumi from "@pulumi/pulumi";

/**
 * Known once every resource exists that the arguments come from or that is depended on: in a preview, a
 * secret's name is known before the secret exists and can be asked for.
 */
export function whenReady(
  args: object | undefined,
  dependsOn: pulumi.InvokeOutputOptions["dependsOn"],
): pulumi.Output<unknown> {
  const given = pulumi.all([dependsOn]).apply(([resources]) => {
    const list: unknown[] = Array.isArray(resources) ? resources : [resources];
    return idsOf(list.filter((one) => pulumi.Resource.isInstance(one)));
  });
  const implied = pulumi.output(resourcesIn(args)).apply((resources) => idsOf(resources));
  return pulumi.all([given, implied]);
}

async function resourcesIn(args: object | undefined): Promise<pulumi.Resource[]> {
  if (args === undefined) return [];
  const [, byArgument] = await pulumi.runtime.serializeResourceProperties("lookup", args);
  return [...byArgument.values()].flatMap((resources) => [...resources]);
}

async function idsOf(resources: readonly pulumi.Resource[]): Promise<pulumi.Output<string>[]> {
  const ids = await Promise.all(resources.map((resource) => idsUnder(resource)));
  return ids.flat();
}

/** A component exists when its children do. Pulumi's types don't show them. */
async function idsUnder(resource: pulumi.Resource): Promise<pulumi.Output<string>[]> {
  if (pulumi.CustomResource.isInstance(resource)) return [resource.id];
  const component = resource as {
    __data?: Promise<unknown>;
    __childResources?: Set<pulumi.Resource>;
  };
  await component.__data;
  return idsOf([...(component.__childResources ?? [])]);
}
