import { PartsProject, secret } from "../support/parts-project";
import { requestLines, useWorld } from "../support/world";

// Pulumi's options of a resource; each test changes its own part of one program.

const SECRETS = "/orgs/acme/codespaces/secrets";

/** A component that makes what the text says, with itself as `this`. */
const component = (children: string, options = "{}") => `
new (class Team extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Team", "team", {}, ${options});
    ${children}
  }
})();`;

const STACK_WIDE = `
pulumi.runtime.registerStackTransformation(({ name, props, opts }) =>
  name === "OF_STACK" ? { props: { ...props, visibility: "private" }, opts } : undefined);
`;

const world = useWorld();
let stack: PartsProject;

beforeAll(async () => {
  stack = await PartsProject.applied(world, {
    protect: secret("PROTECTED", "{ protect: true }"),
    retainOnDelete: secret("RETAINED", "{ retainOnDelete: true }"),
    deleteBeforeReplace: secret("OLD_NAME", "{ deleteBeforeReplace: false }"),
    aliases: secret("ALIASED"),
    parent: secret("MOVED"),
    replaceOnChanges: secret("REPLACED", '{ replaceOnChanges: ["value"] }'),
    dependsOn: "",
    transforms: "",
  });
});

const held = (name: string) => world.emulator.orgSecret("acme", name);

test("protect: what is taken out of the program is not deleted, and the up says so", async () => {
  stack.change({ protect: "" });
  world.emulator.clearRequests();
  const { code, output } = await stack.project.try("up", "--yes", "--stack", "dev");
  stack.change({ protect: secret("PROTECTED", "{ protect: true }") });
  expect(code).not.toBe(0);
  expect(output).toContain("because it is protected");
  expect(requestLines(world.emulator)).toEqual([]);
});

test("retainOnDelete: what is taken out stays at GitHub, without a request", async () => {
  stack.change({ retainOnDelete: "" });
  const { output, requests } = await stack.up();
  expect(output).toContain("1 deleted");
  expect(requests).toEqual([]);
  expect(held("RETAINED")?.openedValue).toBe("first");
});

test("deleteBeforeReplace: false writes the new name before it deletes the old one", async () => {
  const renamed = secret("OLD_NAME", "{ deleteBeforeReplace: false }", 'secretName: "NEW_NAME"');
  stack.change({ deleteBeforeReplace: renamed });
  const { requests } = await stack.up();
  expect(requests.filter((line) => !line.startsWith("GET"))).toEqual([
    `PUT ${SECRETS}/NEW_NAME`,
    `DELETE ${SECRETS}/OLD_NAME`,
  ]);
});

test("aliases: a resource renamed in the program is nothing", async () => {
  const renamed = secret("renamed", '{ aliases: [{ name: "ALIASED" }] }', 'secretName: "ALIASED"');
  stack.change({ aliases: renamed });
  const { requests } = await stack.up("--expect-no-changes");
  expect(requests).toEqual([]);
});

test("parent: a resource moved into a component with an alias is nothing but the component", async () => {
  const options = "{ parent: this, aliases: [{ parent: pulumi.rootStackResource }] }";
  stack.change({ parent: component(secret("MOVED", options)) });
  const { output, requests } = await stack.up();
  expect(output).toMatch(/\+ 1 created\n/);
  expect(output).not.toMatch(/updated|replaced|deleted/);
  expect(requests).toEqual([]);
});

test("replaceOnChanges: the value is written again by a replacement that deletes nothing", async () => {
  stack.change({
    replaceOnChanges: secret("REPLACED", '{ replaceOnChanges: ["value"] }', 'value: "second"'),
  });
  const { output, requests } = await stack.up();
  expect(output).toContain("1 replaced");
  expect(requests.filter((line) => !line.startsWith("GET"))).toEqual([`PUT ${SECRETS}/REPLACED`]);
  expect(held("REPLACED")?.openedValue).toBe("second");
});

test("dependsOn: created in that order, deleted in the other", async () => {
  const order = (one: string, other: string) => [
    `${one} ${SECRETS}/BASE`,
    `${other} ${SECRETS}/ON_IT`,
  ];
  stack.change({
    dependsOn: `const base = ${secret("BASE")}\n${secret("ON_IT", "{ dependsOn: base }")}`,
  });
  const { requests } = await stack.up();
  expect(requests.filter((line) => line.startsWith("PUT"))).toEqual(order("PUT", "PUT"));
  stack.change({ dependsOn: "" });
  const { requests: deletes } = await stack.up();
  // The list tells whether somebody else has written one of them since the up began.
  const list = "GET /orgs/acme/codespaces/secrets";
  expect(deletes).toEqual([list, ...order("DELETE", "DELETE").reverse()]);
});

test("transforms and transformations change the inputs of a resource, a component's and a stack's", async () => {
  const change = (inputs: string) =>
    `({ props, opts }) => ({ props: { ...props, ${inputs} }, opts })`;
  const transforms = `{ transforms: [${change('visibility: "private"')}] }`;
  const transformations = `{ transformations: [${change('value: "transformed"')}] }`;
  stack.change({
    transforms: [
      STACK_WIDE,
      secret("OF_STACK"),
      secret("TRANSFORM", transforms),
      secret("TRANSFORMATION", transformations),
      component(secret("CHILD", "{ parent: this }"), transforms).replace('"team"', '"other"'),
    ].join("\n"),
  });
  await stack.up();
  expect(held("OF_STACK")).toMatchObject({ visibility: "private", openedValue: "first" });
  expect(held("TRANSFORM")).toMatchObject({ visibility: "private", openedValue: "first" });
  expect(held("TRANSFORMATION")).toMatchObject({ visibility: "all", openedValue: "transformed" });
  expect(held("CHILD")).toMatchObject({ visibility: "private", openedValue: "first" });
  await stack.up("--expect-no-changes");
});
