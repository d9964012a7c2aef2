import * as pulumi from "@pulumi/pulumi";

/**
 * An engine in this process, for what programs ask of it: it registers what they make. It is Pulumi's own
 * double without the mocks, by which a unit test is known. In a preview nothing has an id yet.
 */
export async function standInEngine({ preview }: { preview: boolean }): Promise<void> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ inputs }) => ({ id: preview ? undefined : "id", state: inputs as object }),
    call: () => {
      throw new Error("an engine has no provider for lookups");
    },
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("setMocks set no monitor");
  pulumi.runtime.setMockOptions(withoutMocks(monitor), "project", "stack", preview);
}

function withoutMocks<T extends object>(monitor: T): T {
  return new Proxy(monitor, {
    get: (target, name) => {
      if (name === "mocks") return undefined;
      const found: unknown = Reflect.get(target, name);
      return typeof found === "function" ? (found.bind(target) as unknown) : found;
    },
  });
}
