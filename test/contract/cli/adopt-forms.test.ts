import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock, seedWith } from "github-codespaces-emulator";
import { runCli } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";

// The forms of a program that `adopt` writes.

const { emulator } = useEmulator({
  clock: manualClock("2026-12-01T10:00:00Z"),
  seed: seedWith({ repositories: 40 }),
});
const { drift } = emulator;

const adopt = (...args: string[]) => runCli(emulator, ["adopt", ...args]);
const everything = ["--org", "acme", "--repo", "acme/api", "--user"];

/** Prettier is loaded with `import()`, which Jest doesn't have. It prints the names of what it would write otherwise. */
function differentFromPrettier(texts: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "adopt-"));
  for (const [name, text] of texts) writeFileSync(join(folder, name), text);
  const bin = require.resolve("prettier/bin/prettier.cjs");
  const args = [bin, "--no-config", "--list-different", "."];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return stdout + stderr;
}

function fill(): void {
  const selectedRepositories = ["api", "web"];
  drift.orgSecret("acme", "NPM_TOKEN", { value: "canary", selectedRepositories });
  drift.orgSecret("acme", "SENTRY", { value: "canary", visibility: "private" });
  drift.repoSecret("acme/api", "DATABASE_URL", { value: "canary" });
  drift.userSecret("octocat", "KEY", { value: "canary", selectedRepositories: [] });
}

/** What Prettier may break. */
function fillWithLongNames(): void {
  fill();
  const numbers = Array.from({ length: 12 }, (_, n) => String(n + 10).padStart(3, "0"));
  const selectedRepositories = numbers.map((number) => `repo-${number}`);
  drift.orgSecret("acme", "MANY", { value: "v", selectedRepositories });
  const long = "A_NAME_THAT_MAKES_THE_LINE_LONGER_THAN_PRETTIER_LETS_IT_BE";
  drift.orgSecret("acme", long, { value: "v" });
  drift.repoSecret("acme/api", "X_".repeat(40), { value: "v" });
}

const forms = ["single", "set"].flatMap((as) =>
  ["keep", "env", "config"].flatMap((values) =>
    ["protect", "delete"].map((onDelete) => ({ as, values, onDelete })),
  ),
);

test("the program is as Prettier writes it, in each form", async () => {
  fillWithLongNames();
  const texts = new Map<string, string>();
  for (const { as, values, onDelete } of forms) {
    const how = ["--as", as, "--values", values, "--on-delete", onDelete];
    const name = `${as}-${values}-${onDelete}`;
    texts.set(`${name}.ts`, (await adopt(...everything, ...how)).out);
    if (values === "env") continue;
    texts.set(`${name}.yaml`, (await adopt(...everything, ...how, "--language", "yaml")).out);
  }
  expect(texts.size).toBe(20);
  expect(differentFromPrettier(texts)).toBe("");
});

test("--as set: a resource for all secrets of a place", async () => {
  fill();
  const { out, err } = await adopt(...everything, "--as", "set");
  expect(out.slice(out.indexOf("import {"))).toBe(`import {
  OrgCodespacesSecrets,
  RepoCodespacesSecrets,
  UserCodespacesSecrets,
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

new OrgCodespacesSecrets(
  "acme",
  {
    org: "acme",
    secrets: {
      NPM_TOKEN: {
        keepValue: true,
        visibility: "selected",
        selectedRepositories: ["api", "web"],
      },
      SENTRY: { keepValue: true, visibility: "private" },
    },
  },
  { protect: true },
);

new RepoCodespacesSecrets(
  "acme/api",
  {
    repositories: ["acme/api"],
    secrets: {
      DATABASE_URL: { keepValue: true },
    },
  },
  { protect: true },
);

new UserCodespacesSecrets(
  "user",
  {
    secrets: {
      KEY: { keepValue: true, selectedRepositories: [] },
    },
  },
  { protect: true },
);
`);
  expect(out).toContain("// A name that you take out of `secrets` is deleted at GitHub all the");
  expect(err).toBe("4 secrets declared.\n");
});

test("--language yaml: a program for the plugin, whose values come from the configuration", async () => {
  fill();
  const args = ["--org", "acme", "--values", "config", "--keep", "sentry"];
  const { out } = await adopt(...args, "--language", "yaml");
  expect(out).toBe(`# The Codespaces secrets that existed at GitHub on 2026-12-01.
# keepValue: the secret must exist, and its value stays as it is. To manage a value,
# replace \`keepValue\` by \`value\`.
# The first \`pulumi up\` writes each value that the configuration supplies.
# protect: Pulumi refuses to delete it, since nobody gets the value of a deleted secret
# back. To delete one, take \`protect\` out and run \`pulumi up\` first.

# Who may use codespaces that acme pays for. GitHub's API can't read this setting, and
# what you declare replaces all of it: copy it from the Codespaces page of the
# organization's settings before you use this.
#   access:
#     type: github-codespaces:OrgCodespacesAccess
#     properties:
#       org: acme
#       visibility: selected_members
#       selectedUsernames: ["<login>"]

config:
  acmeNpmToken:
    type: string
    secret: true

resources:
  acme/NPM_TOKEN:
    type: github-codespaces:OrgCodespacesSecret
    properties:
      org: acme
      secretName: NPM_TOKEN
      value: \${acmeNpmToken}
      visibility: selected
      selectedRepositories: [api, web]
  acme/SENTRY:
    type: github-codespaces:OrgCodespacesSecret
    properties:
      org: acme
      secretName: SENTRY
      keepValue: true
      visibility: private
    options:
      protect: true
`);
});

test("--language javascript prints what TypeScript is", async () => {
  fill();
  const [one, other] = [
    await adopt(...everything),
    await adopt(...everything, "--language=javascript"),
  ];
  expect(other.out).toBe(one.out);
});

describe("--keep: values that nobody knows stay, the others are supplied", () => {
  test.each([
    ["a name", ["--keep", "NPM_TOKEN", "--keep", "key"]],
    ["an id, with commas", ["--keep", "acme/NPM_TOKEN,user/KEY"]],
  ])("%s", async (_, keep) => {
    fill();
    const { code, out, err } = await adopt(...everything, "--values", "env", ...keep);
    expect(code).toBe(0);
    expect(out.match(/keepValue: true|process\.env\.\w+/g)).toEqual([
      "keepValue: true",
      "process.env.CODESPACES_ACME_SENTRY",
      "process.env.CODESPACES_ACME_API_DATABASE_URL",
      "keepValue: true",
    ]);
    // What the program can write again needs no protection.
    expect(out.match(/protect: true/g)).toHaveLength(2);
    expect(err.match(/^ {2}CODESPACES_\w+/gm)).toHaveLength(2);
  });

  test("one that isn't there is an error, and nothing is printed or written", async () => {
    fill();
    const { code, out, err } = await adopt(
      "--org",
      "acme",
      "--values",
      "env",
      "--keep",
      "NPM_TOKNE",
    );
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("--keep NPM_TOKNE: no such secret was found, so nothing was written.");
  });
});

test.each([
  ["retain", /retainOnDelete: true/g, 4],
  ["delete", /retainOnDelete|protect/g, 0],
  ["protect", /protect: true/g, 4],
])("--on-delete %s holds for all", async (way, option, count) => {
  fill();
  const values = way === "protect" ? ["--values", "env"] : [];
  const { out } = await adopt(...everything, ...values, "--on-delete", way);
  expect(out.match(option) ?? []).toHaveLength(count);
});

test.each([
  [["--keep", "A"], "--keep needs --values env or config"],
  [
    ["--values", "env", "--language", "yaml"],
    "YAML can't read the environment: use --values config",
  ],
  [["--name", "infra"], "--name needs --out"],
  [["--name", "a b", "--out", "x"], "--name must be of letters, digits, _, . and -"],
  [["--as", "sets"], "--as must be one of single, set"],
])("%j is wrong use, before anything is asked", async (args, message) => {
  const { code, err } = await adopt("--org", "acme", ...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(emulator.requests).toEqual([]);
});
