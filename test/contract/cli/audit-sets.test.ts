import { deflateRawSync } from "node:zlib";
import { manualClock, seedWith } from "github-codespaces-emulator";
import { SIGNATURE } from "../../../provider/src/hosts/translate";
import { fill } from "../../support/audited";
import { runCli, type Around } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";
import {
  createSteps,
  exportedStack,
  updateStep,
  type InDocument,
} from "../../support/pulumi-documents";
import { all, applied, entryOf, orgSet } from "../../support/sets";

// What an audit knows of the classes of many secrets.

const { emulator } = useEmulator({ clock: manualClock("2026-01-01T10:00:00Z"), seed: seedWith() });

const audit = (args: string[], around?: Around) => runCli(emulator, ["audit", ...args], around);
const overwritten = (input: string) =>
  audit(["--preview", "-", "--fail-on", "overwritten"], { input });

const org = (secrets: object) => ["OrgCodespacesSecrets", { org: "acme", secrets }] as const;

/** As an error carries the outputs of a large set. */
const packed = (secrets: object) => ({
  packed: deflateRawSync(JSON.stringify([secrets, {}])).toString("base64"),
});

beforeEach(() => {
  fill(emulator);
});

test("a preview that creates sets tells which values they would overwrite", async () => {
  emulator.drift.userSecret("octocat", "GPG_KEY", { value: "canary" });
  const { code, out } = await overwritten(
    createSteps([
      org({
        OLD: { visibility: "all" },
        SENTRY: { visibility: "all", keepValue: true },
        NPM_TOKEN: { visibility: "all", onExisting: "fail" },
        NEW: { visibility: "all" },
      }),
      ["UserCodespacesSecrets", { secrets: { GPG_KEY: {} } }],
      [
        "RepoCodespacesSecrets",
        {
          repositories: { "acme/api": "selected", "acme/web": "selected" },
          secrets: { "acme/api/DATABASE_URL": {}, "acme/web/DATABASE_URL": {} },
        },
      ],
    ]),
  );
  expect(code).toBe(3);
  expect(out.split("\nFound\n")[1]?.match(/^ {2}\w+\/\S+/gm)).toEqual([
    "  acme/OLD",
    "  user/GPG_KEY",
    "  acme/api/DATABASE_URL",
  ]);
  expect(out).toContain("acme/OLD               overwritten  its value, 201 days old, would be");
  expect(out).toMatch(/^ {2}acme\/SENTRY .* kept$/m);
  expect(out).toMatch(/^ {2}acme\/NPM_TOKEN .* refused$/m);
});

test("a row of a set that isn't known yet may overwrite", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const { code } = await overwritten(createSteps([org({ OLD: unknown })]));
  expect(code).toBe(3);
});

test("of a set that is a secret as a whole no name is made up, and there is no all-clear", async () => {
  const hidden = { "4dabf18193072939515e22adb298388d": "1b47061264138c4a", ciphertext: "x" };
  emulator.drift.orgSecret("acme", "CIPHERTEXT", { value: "canary", visibility: "all" });
  const { code, out } = await overwritten(createSteps([org(hidden)]));
  emulator.drift.deleteOrgSecret("acme", "CIPHERTEXT");
  expect(code).toBe(3);
  expect(out).not.toContain("CIPHERTEXT");
});

test("a name that comes to a set overwrites, one that stays in it doesn't", async () => {
  const before = org({ SENTRY: { visibility: "all" } });
  const after = org({ SENTRY: { visibility: "private" }, OLD: { visibility: "all" } });
  const { code, out } = await overwritten(updateStep(before, after));
  expect(code).toBe(3);
  expect(out).toMatch(/^ {2}acme\/OLD .* overwritten$/m);
  expect(out).not.toMatch(/^ {2}acme\/SENTRY .* overwritten/m);
});

describe("a value that was kept, and is in the program now", () => {
  const kept = { visibility: "all", keepValue: true };
  const given = { visibility: "all", value: "fingerprint" };
  const one = (inputs: object, outputs = inputs): InDocument => {
    const named = { org: "acme", secretName: "OLD" };
    return ["OrgCodespacesSecret", { ...named, ...inputs }, { outputs: { ...named, ...outputs } }];
  };
  const set = (row: object, outputs: object): InDocument => [
    "OrgCodespacesSecrets",
    { org: "acme", secrets: { OLD: row } },
    { outputs: { org: "acme", ...outputs } },
  ];

  test.each<[string, InDocument, InDocument]>([
    ["of one resource", one(kept), one(given)],
    // The state's inputs have it already; GitHub hasn't.
    ["of one that an up failed to write", one(given, kept), one(given)],
    ["of a set", set(kept, { secrets: { OLD: kept } }), set(given, {})],
    ["of a set that an up failed to write", set(given, { secrets: { OLD: kept } }), set(given, {})],
    [
      "of a set whose outputs are packed",
      set(given, { secrets: undefined, ...packed({ OLD: kept }) }),
      set(given, {}),
    ],
    ["that an up failed to create", set(given, { secrets: {} }), set(given, {})],
  ])("%s would be overwritten, and is told with its age", async (_, before, after) => {
    const { code, out } = await overwritten(updateStep(before, after));
    expect(code).toBe(3);
    expect(out).toContain("its value, 201 days old, would be overwritten");
  });

  test.each<[string, InDocument, InDocument]>([
    ["of one resource", one(kept), one({ ...kept, visibility: "private" })],
    ["of a set", set(kept, { secrets: { OLD: kept } }), set({ ...kept, onExisting: "fail" }, {})],
  ])("%s stays while it is kept", async (_, before, after) => {
    const { code, out } = await overwritten(updateStep(before, after));
    expect(code).toBe(0);
    expect(out).not.toMatch(/OLD .* overwritten/);
  });

  test("what this stack has written may be written by it", async () => {
    const { code } = await overwritten(updateStep(one(given), one({ ...given, value: "other" })));
    expect(code).toBe(0);
  });
});

test("a stack declares each secret of its set", async () => {
  const stack = await applied(emulator, orgSet({ NPM_TOKEN: all("canary"), SENTRY: all("x") }));
  const { inputs, outputs } = entryOf(stack);
  const state = exportedStack([["OrgCodespacesSecrets", inputs, { outputs }]]);
  const args = ["--org", "acme", "--only", "secrets", "--stack", "prod"];
  const { code, out } = await audit([...args, "--fail-on", "undeclared"], {
    pulumi: () => Promise.resolve(state),
  });
  expect(code).toBe(3);
  expect(out).toMatch(/^ {2}acme\/SENTRY .* prod$/m);
  expect(out.split("\nFound\n")[1]?.match(/^ {2}acme\/\S+/gm)).toEqual(["  acme/OLD"]);
});

/** As Pulumi's state has what is a secret as a whole. */
const ENCRYPTED = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x:y" };

describe("a set whose secrets are a secret as a whole", () => {
  const ofStack = (...resources: InDocument[]): Around => ({
    pulumi: () => Promise.resolve(exportedStack(resources)),
  });
  const args = ["--org", "acme", "--repo", "acme/api", "--only", "secrets", "--stack", "prod"];
  const found = (out: string) => out.split("\nFound\n")[1] ?? "";

  test("gives no secret of its place as undeclared, and no all-clear", async () => {
    const set = ["OrgCodespacesSecrets", { org: "acme", secrets: ENCRYPTED }] as const;
    const undeclared = [...args, "--fail-on", "undeclared"];
    const { code, out } = await audit(undeclared, ofStack(set));
    expect(code).toBe(3);
    expect(out).toMatch(/^ {2}acme\/OLD .* not known$/m);
    expect(out).toContain(
      "Not known what OrgCodespacesSecrets of prod declares: all of its `secrets`, the names too, is a secret " +
        "of Pulumi's. Make only each value a secret in the program, and run `pulumi up`.",
    );
    expect(found(out)).toMatch(
      /acme\/OLD +undeclared +not known whether OrgCodespacesSecrets of prod/,
    );
    expect(found(out)).toMatch(/acme\/api\/DATABASE_URL +undeclared +declared by no stack/);
    const { out: json } = await audit([...args, "--json"], ofStack(set));
    expect(JSON.parse(json)).toMatchObject({
      secrets: expect.arrayContaining([
        expect.objectContaining({
          id: "acme/OLD",
          declaredBy: [],
          mayBeDeclaredBy: [{ stack: "prod", resource: "OrgCodespacesSecrets" }],
        }),
      ]) as unknown,
    });
  });

  test("says nothing of another place, nor of what another resource declares", async () => {
    const { out } = await audit(
      args,
      ofStack(
        ["OrgCodespacesSecrets", { org: "other", secrets: ENCRYPTED }],
        ["RepoCodespacesSecrets", { repositories: { "acme/web": "selected" }, secrets: ENCRYPTED }],
      ),
    );
    expect(out).not.toContain("ot known");
    const declared = await audit(
      args,
      ofStack(
        ["OrgCodespacesSecrets", { org: "acme", secrets: ENCRYPTED }],
        ["OrgCodespacesSecret", { org: "acme", secretName: "OLD", visibility: "all" }],
      ),
    );
    expect(declared.out).toMatch(/^ {2}acme\/OLD .* prod$/m);
    expect(declared.out).toMatch(/^ {2}acme\/SENTRY .* not known$/m);
  });
});
