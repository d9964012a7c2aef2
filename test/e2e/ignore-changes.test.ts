import { seedWith } from "github-codespaces-emulator";
import sodium from "libsodium-wrappers";
import { clientOf, sealedFor } from "../support/emulator-client";
import { codeIn, Document } from "../support/markdown";
import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

// Every input that docs/reference.md has, each on a resource of its own, all in one stack.

type Inputs = Record<string, unknown>;

const CLASSES = [
  ...["OrgCodespacesSecret", "RepoCodespacesSecret", "UserCodespacesSecret"],
  ...["OrgCodespacesSecretRepository", "UserCodespacesSecretRepository", "OrgCodespacesAccess"],
  "Codespace",
];
const ORGANIZATIONS = ["acme", "acme-2", "acme-3", "acme-4", "acme-5", "acme-6"];
const REPOSITORIES = ["api", "web", "docs"];

const FOLDER = "/workspaces/hello-world";

/** Two values of each input of a codespace. */
const CODESPACE: Record<string, { before: unknown; after: unknown }> = {
  repository: { before: "octocat/hello-world", after: "octocat/dotfiles" },
  pullRequest: { before: "octocat/hello-world#7", after: "octocat/hello-world#8" },
  ref: { before: "main", after: "develop" },
  geo: { before: "EuropeWest", after: "UsEast" },
  devcontainerPath: { before: ".devcontainer/devcontainer.json", after: ".devcontainer.json" },
  machine: { before: "basicLinux32gb", after: "premiumLinux" },
  displayName: { before: "one", after: "two" },
  recentFolders: { before: [FOLDER], after: [FOLDER, "/tmp"] },
  desiredState: { before: "running", after: "stopped" },
  idleTimeoutMinutes: { before: 30, after: 60 },
  retentionPeriodMinutes: { before: 60, after: 120 },
  workingDirectory: { before: FOLDER, after: "/tmp" },
  multiRepoPermissionsOptOut: { before: true, after: false },
  clientIp: { before: "192.0.2.1", after: "192.0.2.2" },
  forceDelete: { before: true, after: false },
  timeouts: { before: { create: "5m" }, after: { create: "10m" } },
};

const everyInput = CLASSES.flatMap((className) =>
  new Document("docs/reference.md").table(className, "Input").rows.map((cells, index) => {
    const [cell = "", , change] = cells;
    const [input = ""] = codeIn(cell);
    const step = change === "replaces" ? "replace" : "update";
    return { className, input, index, step, name: `${className}_${input}`.toUpperCase() };
  }),
);
/** It stands in the place of a value: there is no change of it alone. */
const rows = everyInput.filter(({ input }) => input !== "keepValue");

type Row = (typeof rows)[number];

const seed = seedWith({ organizations: ORGANIZATIONS.length });
const world = useWorld({ seed, codespaceStepMs: 0 });
let project: PulumiProject;
let boxes: Record<string, Inputs> = {};
let sent: string[] = [];
let ignored: Record<string, string> = {};
let shown: Record<string, string> = {};

beforeAll(async () => {
  boxes = await sealedBoxes();
  const value = "of another stack";
  world.emulator.drift.orgSecret("acme", "SHARED", { value, visibility: "selected" });
  world.emulator.drift.userSecret("octocat", "MINE", { value });
  project = await world.project({ program: programOf(inputsBefore, () => ({})) });
  await project.up("--skip-preview");
  const ignoreChanges = ({ input }: Row) => ({ ignoreChanges: [input] });
  project.write(programOf(inputsAfter, ignoreChanges));
  ignored = await plan();
  world.emulator.clearRequests();
  await project.up("--skip-preview", "--expect-no-changes");
  sent = requestLines(world.emulator);
  project.write(programOf(inputsAfter, () => ({})));
  shown = await plan();
});

test.each(rows)(
  "$className: a change of $input is nothing with ignoreChanges",
  ({ name, step }) => {
    expect(shown[name]).toBe(step);
    expect(ignored[name]).toBeUndefined();
  },
);

test("an up in which all changes are ignored sends nothing", () => {
  expect(sent).toEqual([]);
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
    Codespace: { ...codespacePlace(input), [input]: CODESPACE[input]?.before },
  };
  return all[className] ?? {};
}

/** A ref goes only with a repository, and a pull request only without one. */
function codespacePlace(input: string): Inputs {
  return input === "pullRequest" ? {} : { repository: "octocat/hello-world" };
}

function inputsAfter(row: Row): Inputs {
  const before = inputsBefore(row);
  const { [row.input]: change } = CODESPACE;
  if (row.className === "Codespace") return { ...before, [row.input]: change?.after };
  const changed: Inputs = {
    org: "acme-6",
    repository: row.className === "RepoCodespacesSecret" ? "acme/web" : "acme/infra",
    // A secret with a whole list leaves no room for a resource that adds to it.
    secretName: row.className.endsWith("Repository") ? "ANOTHER_LIST" : "ANOTHER_NAME",
    value: "another",
    encryptedValue: Buffer.alloc(50).toString("base64"),
    keyId: "another",
    visibility: row.className === "OrgCodespacesAccess" ? "disabled" : "private",
    selectedRepositories: [501],
    selectedUsernames: ["octocat"],
    onExisting: "fail",
    onExternalChange: "warn",
    sendAgain: "monthly",
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
