import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manualClock, tokens } from "github-codespaces-emulator";
import { Document } from "../support/markdown";
import { secret } from "../support/parts-project";
import type { PulumiProject } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

// Pulumi's Automation API in a process of its own, whose working directory is the project's folder.

const document = new Document("docs/engine-features.md");

const world = useWorld({ clock: manualClock("2026-12-01T09:00:00Z") });
let project: PulumiProject;

beforeAll(async () => {
  project = await world.project({ program: program(secret("LOCAL")), env: { NPM_TOKEN: "npm-1" } });
});

async function run(text: string): Promise<string> {
  writeFileSync(join(project.folder, "automation.mjs"), text);
  const { code, output } = await project.node("automation.mjs");
  expect({ code, output }).toMatchObject({ code: 0 });
  return output;
}

let names = 0;
/** Stacks of their own for each script. */
const newName = () => `customers-${(names += 1)}`;

/** Parts of the script, which may name the `token` of a customer. */
interface Parts {
  options?: string;
  setUp?: string;
  workspace?: string;
}

/** Two stacks at once, one for each of two users; prints what their lookups found, or say. */
const twoStacks = ({ options = "{}", setUp = "", workspace = "{}" }: Parts) => `
import { automation } from "@pulumi/pulumi";
import { getUserCodespacesSecrets, Provider, UserCodespacesSecret } from "pulumi-github-codespaces";
async function customer(name, token) {
  const program = async () => {
    const options = ${options};
    const found = await getUserCodespacesSecrets(options).then(
      ({ secrets }) => secrets.map((one) => one.name),
      ({ message }) => message,
    );
    new UserCodespacesSecret("s", { secretName: "OF_" + name, value: name, selectedRepositories: [] }, options);
    return { found };
  };
  const named = { stackName: name, projectName: ${JSON.stringify(newName())}, program };
  const stack = await automation.LocalWorkspace.createOrSelectStack(named, ${workspace});
  ${setUp}
  const { outputs } = await stack.up();
  return outputs.found.value;
}
const customers = { A: ${JSON.stringify(tokens.full)}, B: ${JSON.stringify(tokens.hubot)} };
const asked = Object.entries(customers).map(([name, token]) => customer(name, token));
console.log(JSON.stringify(await Promise.all(asked)));
`;

/** Each account has a secret by which a lookup is known to have been its. */
function seedAccounts(): void {
  world.emulator.reset();
  world.emulator.drift.userSecret("octocat", "OF_OCTOCAT", { value: "v" });
  world.emulator.drift.userSecret("hubot", "OF_HUBOT", { value: "v" });
}

const namesOf = (login: string) =>
  world.emulator
    .userSecrets(login)
    .map(({ name }) => name)
    .sort();

test("an inline program, as docs/engine-features.md has it, prints what is said there", async () => {
  const [example, printed] = ["js", "text"].map((wanted) =>
    document.blocks.find(({ kind }) => kind === wanted),
  );
  expect(await run(example?.text ?? "")).toBe(printed?.text);
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});

test("what an inline program told ends with its operation, though its process goes on", async () => {
  const text = `
import { automation } from "@pulumi/pulumi";
import { OrgCodespacesSecret } from "pulumi-github-codespaces";
import { readdirSync } from "node:fs";
const program = async () => {
  new OrgCodespacesSecret("s", { org: "acme", secretName: "INLINE", value: "v", visibility: "all" });
};
const named = { stackName: "inline", projectName: ${JSON.stringify(newName())}, program };
const stack = await automation.LocalWorkspace.createOrSelectStack(named);
const mine = () => readdirSync(process.env.TMPDIR, { recursive: true }).filter((file) =>
  new RegExp("^pulumi-github-codespaces-.*/" + process.pid + "-").test(file));
let told = 0;
await stack.up({ onEvent: () => { told = Math.max(told, mine().length); } });
while (mine().length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
console.log(told);
await stack.destroy();
`;
  expect((await run(text)).trim()).toBe("1");
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});

test("a local program is applied and destroyed", async () => {
  const text = (verb: string) => `
import { automation } from "@pulumi/pulumi";
const stack = await automation.LocalWorkspace.selectStack({ stackName: "dev", workDir: "." });
console.log(JSON.stringify((await stack.${verb}()).summary.resourceChanges));
`;
  expect(JSON.parse(await run(text("up")))).toEqual({ create: 2 });
  expect(world.emulator.orgSecret("acme", "LOCAL")?.openedValue).toBe("first");
  expect(JSON.parse(await run(text("destroy")))).toEqual({ delete: 2 });
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});

const written = () => [namesOf("octocat"), namesOf("hubot")];
const BOTH_WRITTEN = [
  ["OF_A", "OF_OCTOCAT"],
  ["OF_B", "OF_HUBOT"],
];

test.each([
  [
    "configuration",
    {
      setUp: 'await stack.setConfig("github-codespaces:token", { value: token, secret: true });',
    },
  ],
  ["a Provider", { options: '{ provider: new Provider("account", { token }) }' }],
])("two stacks in one process ask and write with a token each, by %s", async (_, parts) => {
  seedAccounts();
  project.setEnv({ GITHUB_TOKEN: "of-nobody" });
  expect(JSON.parse(await run(twoStacks(parts)))).toEqual([["OF_OCTOCAT"], ["OF_HUBOT"]]);
  expect(written()).toEqual(BOTH_WRITTEN);
});

test("envVars reach resources and not lookups of an inline program, whose error says so", async () => {
  seedAccounts();
  project.setEnv({ GITHUB_TOKEN: "of-nobody" });
  const workspace = "{ envVars: { GITHUB_TOKEN: token } }";
  const said = JSON.parse(await run(twoStacks({ workspace }))) as string[];
  expect(said).toHaveLength(2);
  for (const message of said) {
    expect(message).toContain("The credential came from the environment variable GITHUB_TOKEN.");
    expect(message).toContain("This program runs inline (Automation API): its lookups see");
    expect(message).toContain("Set github-codespaces:token by `stack.setConfig`, or give");
  }
  expect(written()).toEqual(BOTH_WRITTEN);
});

test("envVars reach resources and lookups of a program in a folder", async () => {
  seedAccounts();
  project.setEnv({ GITHUB_TOKEN: "of-nobody" });
  project.write(`const github = require("pulumi-github-codespaces");
new github.UserCodespacesSecret("s", { secretName: "LOCAL", value: "v", selectedRepositories: [] });
exports.found = github.getUserCodespacesSecrets().then(({ secrets }) => secrets.map(({ name }) => name));
`);
  const text = `
import { automation } from "@pulumi/pulumi";
const envVars = { GITHUB_TOKEN: ${JSON.stringify(tokens.hubot)} };
const named = { stackName: "dev", workDir: "." };
const stack = await automation.LocalWorkspace.selectStack(named, { envVars });
console.log(JSON.stringify((await stack.up()).outputs.found.value));
`;
  expect(JSON.parse(await run(text))).toEqual(["OF_HUBOT"]);
  expect(namesOf("hubot")).toEqual(["LOCAL", "OF_HUBOT"]);
});
