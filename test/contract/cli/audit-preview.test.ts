import { manualClock, seedWith } from "github-codespaces-emulator";
import { fill } from "../../support/audited";
import { runCli } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";
import {
  failedPreviewWith,
  previewWith,
  step,
  type InDocument,
} from "../../support/pulumi-documents";

// What an audit says of a preview that deletes, or whose names are hidden.

const { emulator } = useEmulator({ clock: manualClock("2026-01-01T10:00:00Z"), seed: seedWith() });

const audit = (input: string, ...more: string[]) =>
  runCli(emulator, ["audit", "--only", "secrets", "--preview", "-", ...more], { input });

/** The rows of what was found. */
const found = (out: string) =>
  (out.split("\nFound\n")[1] ?? "")
    .split("\n")
    .slice(1, -1)
    .map((row) => row.trim().replace(/ {2,}/g, " | "));

/** In the place of what Pulumi encrypts, and of what isn't known before the `up`. */
const HIDDEN = ["[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"];

const org = (secretName: string, more: object = {}): InDocument => [
  "OrgCodespacesSecret",
  { org: "acme", secretName },
  { id: `acme/${secretName}`, ...more },
];
const set = (names: string[], outputs: object = {}, more: object = {}): InDocument => {
  const secrets = Object.fromEntries(names.map((name) => [name, { visibility: "all" }]));
  const inputs = { org: "acme", secrets, ...more };
  return ["OrgCodespacesSecrets", inputs, { id: "acme", outputs: { ...inputs, ...outputs } }];
};

beforeEach(() => {
  fill(emulator);
});

test("a preview that failed is no all-clear: GitHub is not asked", async () => {
  const preview = failedPreviewWith(step("create", undefined, org("NEW")));
  const { code, out, err } = await audit(preview, "--fail-on", "overwritten,deleted");
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain("the preview failed, so it doesn't tell all that an `up` would do.");
  expect(emulator.requests).toEqual([]);
});

test("a warning in a preview is no failure", async () => {
  const steps = [step("create", undefined, org("NEW"))];
  const { code } = await audit(JSON.stringify({ steps, diagnostics: [{ severity: "warning" }] }));
  expect(code).toBe(0);
});

describe("a name that is hidden", () => {
  test.each(HIDDEN)(
    "%s is named by its resource, and there is no all-clear",
    async (secretName) => {
      const one: InDocument = ["OrgCodespacesSecret", { org: "acme", secretName }];
      const preview = previewWith(
        step("create", undefined, org("NEW")),
        step("create", undefined, one),
      );
      const { code, out } = await audit(preview, "--fail-on", "overwritten");
      expect(code).toBe(3);
      expect(out).toContain(
        "The preview creates 1 secret, and overwrites no existing value of those whose names are known.\n" +
          "Not compared, because its name is secret or not known yet: OrgCodespacesSecret (OrgCodespacesSecret).\n",
      );
      expect(found(out)).toEqual([
        "OrgCodespacesSecret | overwritten | its name is secret or not known yet, so it may overwrite a value",
      ]);
    },
  );

  test.each([
    { secrets: HIDDEN[0] },
    { secrets: { "4dabf18193072939515e22adb298388d": "1b47061264138c4a", ciphertext: "x" } },
    { secrets: { NEW: {} }, org: HIDDEN[1] },
  ])("of a set: %j", async (more) => {
    const hidden: InDocument = ["OrgCodespacesSecrets", { org: "acme", ...more }];
    const { code, out } = await audit(
      previewWith(step("create", undefined, hidden)),
      ...["--fail-on", "overwritten"],
    );
    expect(code).toBe(3);
    expect(found(out)).toHaveLength(1);
  });

  test("a set without secrets hides none", async () => {
    const preview = previewWith(step("create", undefined, set([])));
    const { code, out } = await audit(preview, "--fail-on", "overwritten");
    expect(code).toBe(0);
    expect(out).not.toContain("Not compared");
  });

  test("one that keeps its value or refuses an existing one overwrites nothing", async () => {
    const steps = [{ keepValue: true }, { onExisting: "fail" }].map((more) =>
      step("create", undefined, ["RepoCodespacesSecret", { repository: HIDDEN[0], ...more }]),
    );
    const { code, out } = await audit(previewWith(...steps), "--fail-on", "overwritten");
    expect(code).toBe(0);
    expect(out).toContain("Not compared, because their names are secret or not known yet");
  });

  test("of what exists, the id in the state tells it", async () => {
    const inputs = { org: HIDDEN[0], secretName: HIDDEN[0] };
    const gone: InDocument = ["OrgCodespacesSecret", inputs, { id: "acme/OLD" }];
    const { code, out } = await audit(previewWith(step("delete", gone)), "--fail-on", "deleted");
    expect(code).toBe(3);
    expect(found(out)).toEqual([
      "acme/OLD | deleted | would be deleted, and its value, 201 days old, with it",
    ]);
  });
});

describe("--fail-on deleted", () => {
  const deleted = async (...steps: object[]) => {
    const { code, out } = await audit(previewWith(...steps), "--fail-on", "deleted");
    const ids = found(out).map((row) => row.split(" | ")[0]);
    expect(code).toBe(ids.length > 0 ? 3 : 0);
    return { ids, out };
  };

  test("a secret that leaves the program is told, with its age", async () => {
    const { ids, out } = await deleted(step("delete", org("OLD")));
    expect(ids).toEqual(["acme/OLD"]);
    expect(out).toContain("The preview creates 0 secrets, deletes 1 secret, and overwrites no");
    expect(out).toMatch(/^ {2}acme\/OLD .* deleted$/m);
  });

  test.each<[string, object[]]>([
    ["one that is retained", [step("delete", org("OLD", { retainOnDelete: true }))]],
    ["one that is gone", [step("delete", org("GONE"))]],
    ["one that was only read", [step("delete", org("OLD", { external: true }))]],
    [
      "one that another resource declares",
      [step("delete", org("OLD")), step("create", undefined, org("OLD"))],
    ],
    [
      "one that comes to a set",
      [step("delete", org("OLD")), step("update", set(["A"]), set(["A", "OLD"]))],
    ],
    [
      "access that is left as it is",
      [
        step("delete", [
          "OrgCodespacesAccess",
          { org: "acme" },
          { id: "acme", outputs: { onDestroy: "leave" } },
        ]),
      ],
    ],
  ])("%s is not", async (_, steps) => {
    expect((await deleted(...steps)).ids).toEqual([]);
  });

  test("a replacement deletes the secret of the old name", async () => {
    const steps = [
      step("create-replacement", org("OLD"), org("NEW")),
      step("replace", org("OLD"), org("NEW")),
      step("delete-replaced", org("OLD")),
    ];
    expect((await deleted(...steps)).ids).toEqual(["acme/OLD"]);
  });

  test("what an earlier up replaced is deleted by the next one", async () => {
    expect((await deleted(step("delete", org("OLD", { delete: true })))).ids).toEqual(["acme/OLD"]);
  });

  test("a name that leaves a set is told, and so is what the set deletes beside its own", async () => {
    const seen = { undeclaredSecrets: { SENTRY: "created x, last written y" } };
    const before = set(["NPM_TOKEN", "OLD"], seen, { undeclared: "delete" });
    const after = set(["NPM_TOKEN"], {}, { undeclared: "delete" });
    expect((await deleted(step("update", before, after))).ids).toEqual(["acme/OLD", "acme/SENTRY"]);
    const reported = set(["NPM_TOKEN"], {}, { undeclared: "report" });
    expect((await deleted(step("update", before, reported))).ids).toEqual(["acme/OLD"]);
    expect((await deleted(step("delete", before))).ids).toEqual(["acme/NPM_TOKEN", "acme/OLD"]);
  });

  test("access, codespaces and repositories of a list are told by their ids", async () => {
    const { ids, out } = await deleted(
      step("delete", ["OrgCodespacesAccess", { org: "acme" }, { id: "acme" }]),
      step("delete", ["Codespace", {}, { id: "literate-space-1" }]),
      step("delete", ["OrgCodespacesSecretRepository", {}, { id: "acme/NPM_TOKEN/acme/api" }]),
    );
    expect(ids).toEqual(["acme", "literate-space-1", "acme/NPM_TOKEN/acme/api"]);
    expect(out).toContain(
      "deletes acme, literate-space-1, acme/NPM_TOKEN/acme/api, and overwrites",
    );
  });

  test("--json and --html have it too", async () => {
    const preview = previewWith(
      step("delete", org("OLD")),
      step("delete", ["Codespace", {}, { id: "literate-space-1" }]),
    );
    const { out } = await audit(preview, "--json");
    expect(JSON.parse(out)).toMatchObject({
      deletes: [{ class: "Codespace", id: "literate-space-1" }],
      secrets: expect.arrayContaining([
        expect.objectContaining({ id: "acme/OLD", preview: "deleted" }),
      ]) as object,
    });
  });
});
