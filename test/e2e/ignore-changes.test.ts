import { seedWith } from "github-codespaces-emulator";
import sodium from "libsodium-wrappers";
import { clientOf, sealedFor } from "../support/emulator-client";
import { codeIn, Document } from "../support/markdown";
import type { PulumiProject } from "../support/pulumi-project";
import { program, startWorld, type World } from "../support/world";

// Every input of secrets and access that docs/reference.md has, each on a resource of its own, all in one stack.

type Inputs = Record<string, unknown>;

const CLASSES = [
  ...["OrgCodespacesSecret", "RepoCodespacesSecret", "UserCodespacesSecret"],
  ...["OrgCodespacesSecretRepository", "UserCodespacesSecretRepository", "OrgCodespacesAccess"],
];
const ORGANIZATIONS = ["acme", "acme-2", "acme-3", "acme-4", "acme-5"];
const REPOSITORIES = ["api", "web", "docs"];

const rows = CLASSES.flatMap((className) =>
  new Document("docs/reference.md").table(className, "Input").rows.map(([cell = ""], index) => {
    const [input = ""] = codeIn(cell);
    return { className, input, index, name: `${className}_${input}`.toUpperCase() };
  }),
);

type Row = (typeof rows)[number];

let world: World;
let project: PulumiProject;
let boxes: Record<string, Inputs> = {};
let ignored: Record<string, string> = {};
let shown: Record<string, string> = {};

beforeAll(async () => {
  world = await startWorld({ seed: seedWith({ organizations: ORGANIZATIONS.length }) });
  boxes = await sealedBoxes();
  const value = "of another stack";
  world.emulator.drift.orgSecret("acme", "SHARED", { value, visibility: "selected" });
  world.emulator.drift.userSecret("octocat", "MINE", { value });
  project = await world.project({ program: programOf(inputsBefore, () => ({})) });
  await project.up("--skip-preview");
  const ignoreChanges = ({ input }: Row) => ({ ignoreChanges: [input] });
  project.write(programOf(inputsAfter, ignoreChanges));
  ignored = await plan();
  project.write(programOf(inputsAfter, () => ({})));
  shown = await plan();
});

afterAll(() => world.close());

test.each(rows)("$className: a change of $input is nothing with ignoreChanges", ({ name }) => {
  expect(shown[name]).toMatch(/^(update|replace)$/);
  expect(ignored[name]).toBeUndefined();
});

test("ignoreChanges of one repository leaves that one alone, and sends the others", async () => {
  const declare = (repositories: string[], options: string) =>
    program(
      `new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "v", visibility: "selected", selectedRepositories: ${JSON.stringify(repositories)} }, ${options});`,
    );
  const other = await world.project({ program: declare(["api", "web"], "{}") });
  await other.up("--skip-preview");
  const options = `{ ignoreChanges: ['selectedRepositories["acme/web"]'] }`;
  other.write(declare(["api", "docs"], options));
  await other.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", "S")?.selectedRepositories).toEqual([
    ...["acme/api", "acme/web", "acme/docs"],
  ]);
});

/** What the preview would do to each resource that it would change. */
async function plan(): Promise<Record<string, string>> {
  const { stdout } = await project.preview("--json");
  const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
  return Object.fromEntries(steps.map(({ op, urn }) => [urn.split("::").at(-1) ?? "", op]));
}

function programOf(inputs: (row: Row) => Inputs, options: (row: Row) => object): string {
  const lines = rows.map((row) => {
    const parts = [row.name, inputs(row), options(row)].map((part) => JSON.stringify(part));
    return `new ${row.className}(${parts.join(", ")});`;
  });
  return program(lines.join("\n"));
}

function inputsBefore({ className, input, index, name: secretName }: Row): Inputs {
  const isSealed = input === "encryptedValue" || input === "keyId";
  const value = isSealed ? boxes[className] : { value: "v" };
  const policies = { onExisting: "adopt", onExternalChange: "overwrite" };
  const hasList = input !== "visibility";
  const list = { visibility: "selected", selectedRepositories: ["api"] };
  const org = { org: "acme", ...(hasList ? list : { visibility: "all" }) };
  const users = { visibility: "selected_members", selectedUsernames: ["hubot"] };
  const all: Record<string, Inputs> = {
    OrgCodespacesSecret: { ...org, secretName, ...value, ...policies },
    RepoCodespacesSecret: { repository: "acme/api", secretName, ...value, ...policies },
    UserCodespacesSecret: { secretName, selectedRepositories: [], ...value, ...policies },
    OrgCodespacesSecretRepository: {
      ...{ org: "acme", secretName: "SHARED", repository: REPOSITORIES[index] },
    },
    UserCodespacesSecretRepository: {
      ...{ secretName: "MINE", repository: ["octocat/dotfiles", "octocat/hello-world"][index] },
    },
    OrgCodespacesAccess: {
      org: ORGANIZATIONS[index],
      ...(hasList ? users : { visibility: "all_members" }),
    },
  };
  return all[className] ?? {};
}

function inputsAfter(row: Row): Inputs {
  const before = inputsBefore(row);
  const changed: Inputs = {
    org: "acme-5",
    repository: row.className === "RepoCodespacesSecret" ? "acme/web" : "acme/infra",
    secretName: "ANOTHER_NAME",
    value: "another",
    encryptedValue: Buffer.alloc(50).toString("base64"),
    keyId: "another",
    visibility: row.className === "OrgCodespacesAccess" ? "disabled" : "private",
    selectedRepositories: [501],
    selectedUsernames: ["octocat"],
    onExisting: "fail",
    onExternalChange: "warn",
    onDestroy: "leave",
  };
  return { ...before, [row.input]: changed[row.input] };
}

async function sealedBoxes(): Promise<Record<string, Inputs>> {
  await sodium.ready;
  const send = clientOf(world.emulator);
  const scopes = {
    OrgCodespacesSecret: "/orgs/acme",
    RepoCodespacesSecret: "/repos/acme/api",
    UserCodespacesSecret: "/user",
  };
  const entries = Object.entries(scopes).map(async ([className, scope]) => {
    const { encrypted_value, key_id } = await sealedFor(send, scope, "v");
    return [className, { encryptedValue: encrypted_value, keyId: key_id }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
