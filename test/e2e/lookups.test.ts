import { seedWith, tokens } from "github-codespaces-emulator";
import type { PulumiProject } from "../support/pulumi-project";
import { requestLines, useWorld } from "../support/world";

const world = useWorld({ seed: seedWith({ organizations: 2 }) });

beforeEach(() => {
  world.emulator.reset();
  world.emulator.drift.orgSecret("acme", "THERE", { value: "v" });
});

const LIST = "GET /orgs/acme/codespaces/secrets";
const ONE = "GET /orgs/acme/codespaces/secrets/THERE";

/** A program with the whole package as `github`. */
const programOf = (body: string) =>
  [
    'const pulumi = require("@pulumi/pulumi");',
    'const github = require("pulumi-github-codespaces");',
    body,
  ].join("\n");

const project = (body: string, env: Record<string, string | undefined> = {}) =>
  world.project({ program: programOf(body), env });

async function outputsOf(made: PulumiProject): Promise<Record<string, unknown>> {
  const { stdout } = await made.run("stack", "output", "--json", "--stack", "dev");
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function failureOf(body: string, env: Record<string, string> = {}): Promise<string> {
  const made = await project(body, env);
  const { code, output } = await made.try("preview", "--stack", "dev");
  expect(code).not.toBe(0);
  return output.replace(/\s+/g, " ");
}

const lines = () => requestLines(world.emulator);

test("a preview asks GitHub, and so does an up, as a promise and as an output", async () => {
  const made = await project(`
module.exports = (async () => {
  const { secrets } = await github.getOrgCodespacesSecrets({ org: "acme" });
  const one = github.getOrgCodespacesSecretOutput({ org: "acme", secretName: pulumi.output("there") });
  return { names: secrets.map(({ name }) => name), visibility: one.visibility };
})();
`);
  await made.preview();
  expect(lines()).toEqual([LIST, ONE]);
  await made.up("--skip-preview");
  expect(await outputsOf(made)).toEqual({ names: ["THERE"], visibility: "all" });
});

describe("what depends on a resource that isn't there yet", () => {
  const secret = (name: string, options = "{}") =>
    `new github.OrgCodespacesSecret("${name}", { org: "acme", secretName: "${name}", value: "v", visibility: "all" }, ${options})`;
  const ways = [
    {
      how: "by an argument",
      name: "ARGUMENT",
      body: `exports.ARGUMENT = github.getOrgCodespacesSecretOutput({ org: "acme", secretName: ${secret("ARGUMENT")}.secretName }).name;`,
    },
    {
      how: "by dependsOn",
      name: "DEPENDS_ON",
      body: `const on = ${secret("DEPENDS_ON")};
exports.DEPENDS_ON = github.getOrgCodespacesSecretsOutput({ org: "acme" }, { dependsOn: on }).secrets
  .apply((all) => all.find(({ name }) => name === "DEPENDS_ON").name);`,
    },
    {
      how: "by dependsOn of a component",
      name: "OF_COMPONENT",
      body: `class Group extends pulumi.ComponentResource { constructor() { super("test:index:Group", "group"); } }
const group = new Group();
${secret("OF_COMPONENT", "{ parent: group }")};
exports.OF_COMPONENT = github.getOrgCodespacesSecretOutput({ org: "acme", secretName: "OF_COMPONENT" }, { dependsOn: [group] }).name;`,
    },
  ];
  let previewed: string;
  let asked: string[];
  let outputs: Record<string, unknown>;
  let settled: string;

  // One program, with a secret for each.
  beforeAll(async () => {
    const made = await project(ways.map(({ body }) => body).join("\n"));
    world.emulator.clearRequests();
    previewed = (await made.preview()).output;
    asked = lines();
    await made.up();
    outputs = await outputsOf(made);
    settled = (await made.preview("--diff")).output;
  });

  test.each(ways)("$how is unknown in a preview, and known after an up", ({ name }) => {
    expect(previewed).toMatch(new RegExp(`${name}\\s*: \\[unknown\\]`));
    expect(outputs[name]).toBe(name);
  });

  test("costs no request in a preview, and is no longer unknown in the next", () => {
    expect(asked).toEqual([]);
    expect(settled).not.toContain("unknown");
  });
});

describe("the provider", () => {
  const env = { GITHUB_TOKEN: undefined, SECOND: tokens.full };
  const PROVIDER = 'const provider = new github.Provider("second", { tokenEnv: "SECOND" });';

  test("that is given is used, in the program and through a parent", async () => {
    const made = await project(
      `${PROVIDER}
class Group extends pulumi.ComponentResource {
  constructor() { super("test:index:Group", "group", {}, { providers: { "pulumi-nodejs": provider } }); }
}
module.exports = (async () => {
  const promised = await github.getOrgCodespacesSecret({ org: "acme", secretName: "THERE" }, { provider });
  const inherited = await github.getOrgCodespacesSecrets({ org: "acme" }, { parent: new Group() });
  return { name: promised.name, count: inherited.secrets.length };
})();
`,
      env,
    );
    await made.preview();
    await made.up("--skip-preview");
    expect(await outputsOf(made)).toEqual({ name: "THERE", count: 1 });
  });

  test("of another package is an error", async () => {
    const output = await failureOf(
      `class Other extends pulumi.ProviderResource { constructor() { super("pulumi-nodejs", "other"); } }
exports.found = github.getOrgCodespacesSecretsOutput({ org: "acme" }, { provider: new Other() });`,
    );
    expect(output).toContain("The given provider is not from pulumi-github-codespaces");
  });

  test("whose settings are unknown makes an output unknown", async () => {
    const unknown = `
const secret = new github.OrgCodespacesSecret("s", { org: "acme", secretName: "NEW", value: "v", visibility: "all" });
const provider = new github.Provider("second", { token: secret.id.apply(() => process.env.SECOND) });
`;
    const withOutput = `exports.found = github.getOrgCodespacesSecretsOutput({ org: "acme" }, { provider }).secrets.length;`;
    const made = await project(unknown + withOutput, { SECOND: tokens.full });
    const { output } = await made.preview();
    expect(output).toMatch(/found\s*: \[unknown\]/);
    expect(lines()).toEqual([]);
    await made.up("--skip-preview");
    expect(await outputsOf(made)).toEqual({ found: 2 });
  });
});

test("a secret argument makes the result secret, a provider's token doesn't", async () => {
  const made = await project(
    `const provider = new github.Provider("second", { token: process.env.SECOND });
const args = { org: "acme", secretName: "THERE" };
exports.open = github.getOrgCodespacesSecretOutput(args, { provider }).name;
exports.hidden = github.getOrgCodespacesSecretOutput({ ...args, secretName: pulumi.secret("THERE") }).name;
`,
    { SECOND: tokens.full },
  );
  const { output } = await made.up("--skip-preview");
  expect(output).toMatch(/hidden\s*: \[secret\]/);
  expect(await outputsOf(made)).toEqual({ hidden: "[secret]", open: "THERE" });
});

test("the stack's configuration is used, secrets too, and wins over the environment", async () => {
  const made = await world.project({
    program: programOf(`exports.found = github.getUserCodespacesSecrets();`),
    env: { GITHUB_TOKEN: "wrong" },
    secretConfig: { "github-codespaces:token": tokens.full },
  });
  await made.preview();
  expect(lines()).toEqual(["GET /user/codespaces/secrets"]);
});

test("an argument that is wrong is said in a preview, before any request", async () => {
  const output = await failureOf(
    `exports.found = github.getOrgCodespacesSecret({ org: "a b", secretName: "1X" });`,
  );
  expect(output).toContain('org: "a b" is not a login (GitHub allows A-Z, 0-9 and hyphens)');
  expect(output).toContain('secretName: "1X" must not start with a digit');
  expect(lines()).toEqual([]);
});
