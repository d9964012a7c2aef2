import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock, seedWith, tokens } from "github-codespaces-emulator";
import { runCli } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";
import { requestLines } from "../../support/world";

const { emulator } = useEmulator({
  clock: manualClock("2026-12-01T10:00:00Z"),
  seed: seedWith({ repositories: 150 }),
  maxSecrets: 2_000,
});
const { drift } = emulator;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "adopt-"));
  folders.push(folder);
  return folder;
}

const adopt = (...args: string[]) => runCli(emulator, ["adopt", ...args]);
const text = (...path: string[]) => readFileSync(join(...path), "utf8");

test("what GitHub holds is declared, with visibilities and repositories, and values that stay", async () => {
  drift.orgSecret("acme", "NPM_TOKEN", { value: "canary", selectedRepositories: ["web", "api"] });
  drift.orgSecret("acme", "EMPTY", { value: "canary", selectedRepositories: [] });
  drift.orgSecret("acme", "SENTRY", { value: "canary", visibility: "private" });
  drift.repoSecret("acme/api", "DATABASE_URL", { value: "canary" });
  drift.userSecret("octocat", "KEY", {
    value: "canary",
    selectedRepositories: ["octocat/dotfiles"],
  });
  const { code, out, err } = await adopt("--org", "acme", "--repo", "acme/api", "--user");
  expect(code).toBe(0);
  expect(out).toBe(`// The Codespaces secrets that existed at GitHub on 2026-12-01.
// keepValue: the secret must exist, and its value stays as it is. To manage a value,
// replace \`keepValue\` by \`value\`.
// protect: Pulumi refuses to delete it, since nobody gets the value of a deleted secret
// back. To delete one, take \`protect\` out and run \`pulumi up\` first.
import {
  OrgCodespacesSecret,
  RepoCodespacesSecret,
  UserCodespacesSecret,
} from "pulumi-github-codespaces";

// Who may use codespaces that acme pays for. GitHub's API can't read this setting, and
// what you declare replaces all of it: copy it from the Codespaces page of the
// organization's settings before you use this.
// Import OrgCodespacesAccess too.
// new OrgCodespacesAccess("acme", {
//   org: "acme",
//   visibility: "selected_members",
//   selectedUsernames: ["<login>"],
// });

new OrgCodespacesSecret(
  "acme/EMPTY",
  {
    org: "acme",
    secretName: "EMPTY",
    keepValue: true,
    visibility: "selected",
    selectedRepositories: [],
  },
  { protect: true },
);

new OrgCodespacesSecret(
  "acme/NPM_TOKEN",
  {
    org: "acme",
    secretName: "NPM_TOKEN",
    keepValue: true,
    visibility: "selected",
    selectedRepositories: ["api", "web"],
  },
  { protect: true },
);

new OrgCodespacesSecret(
  "acme/SENTRY",
  {
    org: "acme",
    secretName: "SENTRY",
    keepValue: true,
    visibility: "private",
  },
  { protect: true },
);

new RepoCodespacesSecret(
  "acme/api/DATABASE_URL",
  {
    repository: "acme/api",
    secretName: "DATABASE_URL",
    keepValue: true,
  },
  { protect: true },
);

new UserCodespacesSecret(
  "user/KEY",
  {
    secretName: "KEY",
    keepValue: true,
    selectedRepositories: ["octocat/dotfiles"],
  },
  { protect: true },
);
`);
  expect(err).toBe("5 secrets declared.\n");
});

test.each([
  ["env", "process.env.CODESPACES_ACME_NPM_TOKEN", "process.env.CODESPACES_ACME_NPM_TOKEN_2"],
  ["config", 'config.requireSecret("acmeNpmToken")', 'config.requireSecret("acmeNpmToken2")'],
])("--values %s: names that are alike are told apart, and listed", async (source, one, other) => {
  drift.orgSecret("acme", "NPM_TOKEN", { value: "canary" });
  drift.orgSecret("acme", "NPM__TOKEN", { value: "canary" });
  const folder = newFolder();
  const { code, err } = await adopt("--org", "acme", "--values", source, "--out", folder);
  expect(code).toBe(0);
  const program = text(folder, "index.ts");
  expect(program).toContain(`value: ${one},`);
  expect(program).toContain(`value: ${other},`);
  const names = [one, other].map((code) => /[\w]+(?="?\)?$)/.exec(code)?.[0] ?? code);
  for (const name of names) {
    expect(text(folder, "VALUES.md")).toContain(`| \`${name}\` | OrgCodespacesSecret \`acme/NPM_`);
    expect(err).toContain(`  ${name}  for OrgCodespacesSecret acme/NPM_`);
  }
});

test("a folder gets a project, and what it has already stays", async () => {
  drift.orgSecret("acme", "A", { value: "canary" });
  const folder = newFolder();
  writeFileSync(join(folder, "package.json"), "{}");
  const { err } = await adopt("--org", "acme", "--out", folder);
  const names = ["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"];
  expect(readdirSync(folder).sort()).toEqual(names);
  expect(text(folder, "package.json")).toBe("{}");
  expect(err).toContain(`Written to ${folder}: index.ts, Pulumi.yaml, tsconfig.json.`);
  expect(err).toContain("Left unchanged: package.json.");
});

test("a file that exists is not overwritten unasked, and then nothing is written", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "index.ts"), "mine");
  const refused = await adopt("--org", "acme", "--out", folder);
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toMatch(/index\.ts already exists, so nothing was written: .*--overwrite/);
  expect(readdirSync(folder)).toEqual(["index.ts"]);
  expect(text(folder, "index.ts")).toBe("mine");
  expect(await adopt("--org", "acme", "--out", folder, "--overwrite")).toMatchObject({ code: 0 });
  expect(text(folder, "index.ts")).toContain("there is nothing to declare");
});

test("an organization without secrets gives a program that declares none", async () => {
  const { code, out, err } = await adopt("--org", "acme");
  expect(code).toBe(0);
  expect(out).toMatch(/^\/\/ GitHub had no secrets here on 2026-12-01: .*\nexport \{\};\n/);
  expect(err).toContain("the program declares nothing");
});

test("1,000 secrets take the requests of a refresh", async () => {
  for (let number = 1; number <= 1_000; number++) {
    const repositories = number === 1 ? Array.from({ length: 150 }, (_, n) => 1001 + n) : undefined;
    const all = emulator.seed.repositories.filter(({ id }) => repositories?.includes(id));
    const names = all.map(({ fullName }) => fullName);
    const list = number <= 20 ? { selectedRepositories: number === 1 ? names : ["api"] } : {};
    drift.orgSecret("acme", `SECRET_${number}`, { value: "v", ...list });
  }
  const { out, err } = await adopt("--org", "acme");
  // Ten pages of secrets, and a list of repositories for each of twenty, one of which has two pages.
  expect(emulator.requests).toHaveLength(10 + 20 + 1);
  expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(out.match(/^new OrgCodespacesSecret/gm)).toHaveLength(1_000);
  expect(err).toContain("1,000 secrets declared.");
});

test("--json tells what was found and written, and no file is needed for it", async () => {
  drift.orgSecret("acme", "A", { value: "canary", selectedRepositories: ["api"] });
  const { out } = await adopt("--org", "acme", "--values", "env", "--json");
  expect(JSON.parse(out)).toEqual({
    secrets: [
      {
        class: "OrgCodespacesSecret",
        id: "acme/A",
        visibility: "selected",
        selectedRepositories: ["acme/api"],
      },
    ],
    leftOut: [],
    values: [
      { class: "OrgCodespacesSecret", id: "acme/A", from: "env", name: "CODESPACES_ACME_A" },
    ],
    program: expect.stringContaining("process.env.CODESPACES_ACME_A") as string,
  });
});

test("without the right to list, the error says what is needed, and nothing is written", async () => {
  const env = { GITHUB_TOKEN: tokens.withoutOrgSecrets };
  const folder = newFolder();
  const args = ["adopt", "--org", "acme", "--user", "--out", join(folder, "new")];
  const { code, out, err } = await runCli(emulator, args, { env });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^pulumi-github-codespaces: The secrets of acme could not be read: .*403/);
  expect(err).toContain('"Organization codespaces secrets" (read)');
  expect(err).not.toContain(tokens.withoutOrgSecrets);
  expect(readdirSync(folder)).toEqual([]);
});

test("a personal account has no organization's secrets", async () => {
  const { code, err } = await adopt("--org", "octocat");
  expect(code).toBe(1);
  expect(err).toContain(
    "The organization octocat does not exist, or the credential lacks the right",
  );
});

test("a person sees how far it is, and a log doesn't", async () => {
  drift.orgSecret("acme", "A", { value: "canary", selectedRepositories: ["api"] });
  const seen = await runCli(emulator, ["adopt", "--org", "acme"], { isTerminal: true });
  expect(seen.err).toContain("\r\u001b[2K1 secret; lists of repositories read: 1 of 1");
  expect((await adopt("--org", "acme")).err).toBe("1 secret declared.\n");
});

test("a scope that is named twice is asked for once", async () => {
  await adopt("--org", "acme", "--org", "ACME");
  expect(requestLines(emulator)).toEqual(["GET /orgs/acme/codespaces/secrets"]);
});

test("of many values to supply the first are told, and all are in the file or the output", async () => {
  for (let number = 1; number <= 300; number++) {
    drift.orgSecret("acme", `SECRET_WITH_A_NAME_OF_SOME_LENGTH_${number}`, { value: "v" });
  }
  const folder = newFolder();
  const args = ["--org", "acme", "--values", "env"];
  const { err } = await adopt(...args, "--out", folder);
  expect(err.match(/ {2}for OrgCodespacesSecret/g)).toHaveLength(20);
  expect(err).toContain("  and 280 others: VALUES.md lists them all\n");
  expect(text(folder, "VALUES.md").match(/^\| `CODESPACES_ACME_/gm)).toHaveLength(300);
  const printed = await adopt(...args);
  expect(printed.err.match(/ {2}for OrgCodespacesSecret/g)).toHaveLength(300);
});
