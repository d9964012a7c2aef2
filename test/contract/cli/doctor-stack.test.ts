import { manualClock, seedWith, tokens } from "github-codespaces-emulator";
import { runCli, type Around } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";
import { createSteps, exportedStack } from "../../support/pulumi-documents";

// What Pulumi declares and configures, in the place of flags.

const { emulator } = useEmulator({ clock: manualClock("2026-12-01T10:00:00Z"), seed: seedWith() });

const doctor = (args: string[], around?: Around) => runCli(emulator, ["doctor", ...args], around);
/** The lines about something, without the columns' spaces. */
const lines = (out: string) => out.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));

const exported = exportedStack([
  ["OrgCodespacesSecret", { org: "acme", secretName: "A", value: "canary" }],
  ["OrgCodespacesSecret", { org: "acme", secretName: "B" }],
  ["RepoCodespacesSecret", { repository: "acme/web", secretName: "C" }],
  ["OrgCodespacesSecret", { org: "acme-2", secretName: "D" }, { external: true }],
  ["RepoCodespacesSecret", { repository: "acme/docs" }, { delete: true }],
]);

/** A stand-in for the command `pulumi`. */
function pulumiWith(config: object) {
  const asked: string[] = [];
  const pulumi = (args: readonly string[]) => {
    asked.push(args.join(" "));
    return Promise.resolve(args[0] === "config" ? JSON.stringify(config) : exported);
  };
  return { asked, pulumi };
}

test("a stack says what its resources need, each class and owner once", async () => {
  const { asked, pulumi } = pulumiWith({});
  const { code, out } = await doctor(["--stack", "dev"], { pulumi });
  expect(code).toBe(0);
  expect(asked).toEqual([
    "stack export --stack dev --non-interactive",
    "config --json --stack dev --non-interactive",
  ]);
  const rights = lines(out).filter((line) => /Codespaces\w+ of/.test(line));
  expect(rights.map((line) => line.split(" | ")[1])).toEqual([
    "OrgCodespacesSecret of acme",
    "RepoCodespacesSecret of acme/web",
  ]);
  expect(out).not.toContain("canary");
});

test("the stack's configuration says which credential is used", async () => {
  const { pulumi } = pulumiWith({ "github-codespaces:tokenEnv": { value: "MINE", secret: false } });
  const { out } = await doctor(["--stack", "dev"], { pulumi, env: { MINE: tokens.classic } });
  expect(out).toMatch(/^ok {4}credential +the environment variable MINE: a classic token/m);
});

test("what is a secret of the stack's configuration is named, and not read", async () => {
  const { asked, pulumi } = pulumiWith({
    "github-codespaces:token": { secret: true },
    "github-codespaces:fingerprintKey": { secret: true },
    "test:other": { secret: true },
  });
  const { code, out } = await doctor(["--stack", "dev"], { pulumi });
  expect(code).toBe(0);
  expect(lines(out)).toContain(
    "note | configuration | github-codespaces:token is a secret of the stack, which is not decrypted here",
  );
  expect(out).toMatch(/-> .*--token-env/);
  expect(out).not.toMatch(/fingerprintKey|test:other/);
  expect(asked.join()).not.toContain("show-secrets");
});

test("a misspelt key of the stack's configuration is told", async () => {
  const { pulumi } = pulumiWith({ "github-codespaces:tokn": { value: "x", secret: false } });
  const { code, out } = await doctor(["--stack", "dev"], { pulumi });
  expect(code).toBe(3);
  expect(out).toMatch(/^bad {3}configuration .*\n {6}-> github-codespaces:tokn: is not a setting/m);
});

test("a preview that is piped in says it too", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const { steps } = JSON.parse(
    createSteps([
      ["UserCodespacesSecret", { secretName: "A" }],
      ["RepoCodespacesSecret", { repository: unknown }],
      ["OrgCodespacesSecret", { org: "acme", secretName: "A" }],
    ]),
  ) as { steps: object[] };
  const input = JSON.stringify({ steps: [...steps.slice(0, 2), { ...steps[2], op: "same" }] });
  const { out } = await doctor(["--preview", "-"], { input });
  const rights = lines(out).filter((line) => /Codespaces\w+ of/.test(line));
  expect(rights).toHaveLength(1);
  expect(rights[0]).toContain("UserCodespacesSecret of the user");
});

test("the places of sets are checked, each once, also while their secrets aren't known", async () => {
  const secrets = { "acme/api/A": {}, "acme/api/B": {}, "acme/web/A": {} };
  const input = createSteps([
    ["RepoCodespacesSecrets", { repositories: { "acme/api": "", "acme/web": "" }, secrets }],
    ["OrgCodespacesSecrets", { org: "acme", secrets: "[secret]" }],
  ]);
  const { out } = await doctor(["--preview", "-"], { input });
  expect(out.match(/\w+CodespacesSecrets? of \S+/g)).toEqual([
    "RepoCodespacesSecret of acme/api",
    "RepoCodespacesSecret of acme/web",
    "OrgCodespacesSecrets of acme",
  ]);
});

describe("outside of a project", () => {
  const outside =
    (says: Partial<Record<"stack" | "config", string>>) => (args: readonly string[]) => {
      const stderr = says[args[0] as "stack" | "config"];
      return stderr === undefined
        ? Promise.resolve(exportedStack([["OrgCodespacesAccess", { org: "acme" }]]))
        : Promise.reject(Object.assign(new Error("Command failed"), { stderr }));
    };
  const noProject =
    "error: no Pulumi.yaml project file found (searching upwards from /x). If you have not created a project yet, use `pulumi new` to do so: no project file found";

  test.each([
    "error: if you're using the --stack flag, pass the fully qualified name (organization/project/stack)",
    noProject,
  ])("a stack that isn't named in full is an error with a cure: %s", async (stderr) => {
    const { code, err } = await doctor(["--stack", "dev"], { pulumi: outside({ stack: stderr }) });
    expect(code).toBe(1);
    expect(err).toContain(
      "`pulumi stack export` of the stack dev failed: there is no Pulumi project in this folder. " +
        "Run it in the project's folder, or name the stack in full, as in organization/project/dev.",
    );
  });

  test("one that is named in full is read, and its configuration is said not to be", async () => {
    const pulumi = outside({ config: noProject });
    const { code, out } = await doctor(["--stack", "organization/infra/dev"], { pulumi });
    expect(code).toBe(0);
    expect(lines(out)).toContain(
      "note | configuration | not read: there is no Pulumi project in this folder",
    );
    expect(out).toMatch(/OrgCodespacesAccess of acme/);
  });
});

test.each([
  [
    "a stack that can't be exported",
    ["--stack", "dev"],
    /`pulumi stack export` of the stack dev failed: /,
  ],
  [
    "a file that isn't there",
    ["--state", "absent.json"],
    /absent\.json could not be read \(ENOENT\)/,
  ],
  ["a preview without JSON", ["--preview", "-"], /- isn't JSON\./],
])("%s is an error that says so", async (_, args, says) => {
  const { code, err } = await doctor(args, { input: "canary {" });
  expect(code).toBe(1);
  expect(err).toMatch(says);
  expect(err).not.toContain("canary");
});
