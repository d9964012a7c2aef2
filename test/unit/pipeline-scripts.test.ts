import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectNoTrace, HARD_VALUE } from "../support/canaries";
import { ROOT } from "../support/markdown";

// What the scripts of examples/pipelines do at their edges. The e2e test runs them with what Pulumi prints.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pipeline-scripts-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  code: number | null;
  printed: string;
  outputs: string;
}

function run(script: string, args: string[], env: Record<string, string> = {}): Ran {
  const file = join(ROOT, "examples/pipelines/scripts", script);
  const outputs = join(folder, "outputs");
  writeFileSync(outputs, "");
  const { status, stdout } = spawnSync(process.execPath, [file, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, GITHUB_OUTPUT: outputs, ...env },
  });
  return { code: status, printed: stdout, outputs: readFileSync(outputs, "utf8") };
}

const urn = (name: string) =>
  `urn:pulumi:prod::codespaces::pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecret::${name}`;

interface Planned {
  steps: string[];
  updates?: string[];
}

function planOf(resources: Record<string, Planned>): void {
  const plans = Object.entries(resources).map(([name, { steps, updates = [] }]) => {
    const inputDiff = { updates: Object.fromEntries(updates.map((input) => [input, "[secret]"])) };
    return [urn(name), { steps, goal: { inputDiff } }];
  });
  const plan = { resourcePlans: Object.fromEntries(plans) as object };
  writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
}

const same = { steps: ["same"] };
const value = { steps: ["update"], updates: ["value"] };

describe("plan.mjs", () => {
  test("a plan of nothing has no changes", () => {
    planOf({ a: same });
    expect(run("plan.mjs", ["plan.json"])).toEqual({
      code: 0,
      printed: "The plan changes nothing.\n",
      outputs: "changes=0\n",
    });
  });

  test("options that only the state keeps are changes, those that stay are none", () => {
    planOf({ a: same, b: same, c: value, d: same });
    const state = (name: string, oldState: object, newState: object, op = "same") => ({
      op,
      urn: urn(name),
      oldState,
      newState,
    });
    const steps = [
      state("a", {}, { protect: true, retainOnDelete: true }),
      state("b", { retainOnDelete: true }, { retainOnDelete: true, protect: false }),
      state("c", {}, { protect: true }, "update"),
      state("d", { retainOnDelete: true }, {}),
    ];
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps }));
    const { code, printed, outputs } = run("plan.mjs", ["plan.json", "preview.json"]);
    expect({ code, outputs }).toEqual({ code: 0, outputs: "changes=3\n" });
    expect(printed.trim().split("\n").slice(2)).toEqual([
      "| c | update | value |",
      "| a | only the state | protect, retainOnDelete |",
      "| d | only the state | retainOnDelete |",
    ]);
  });

  test.each([
    ["its value alone", { a: value, b: same }, undefined],
    [
      "its value after a change by hand",
      { a: { ...value, updates: ["value", "valueWritten"] } },
      undefined,
    ],
    ["nothing", { a: same }, "The value of a is the one that was last written."],
    ["another too", { a: value, b: value, c: value }, "The plan also changes b, c."],
    [
      "its list too",
      { a: { ...value, updates: ["value", "selectedRepositories"] } },
      "More than the value of a would change: update, value, selectedRepositories.",
    ],
    [
      "another name",
      { a: { steps: ["delete-replaced", "replace"], updates: ["value"] } },
      "More than the value of a would change: delete-replaced, replace, value.",
    ],
    ["none of the plan", { b: value }, "There is no resource a in the program or the state."],
    ["none, beside nothing", { b: same }, "There is no resource a in the program or the state."],
  ])("--only a: %s", (_, resources, objection) => {
    planOf(resources);
    const { code, printed } = run("plan.mjs", ["plan.json", "--only", "a"]);
    expect(code).toBe(objection === undefined ? 0 : 1);
    const said = /^::error title=Not carried out::(.*)$/m.exec(printed)?.[1];
    expect(said).toBe(objection);
  });
});

describe("plan.mjs --only, for a secret of a set", () => {
  const SET =
    "urn:pulumi:prod::codespaces::pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecrets::baseline";
  const [version, text] = ["valueVersions.NPM_TOKEN", "values"];

  function rotate(only: string, paths: string[], { op = "update", preview = true } = {}) {
    const steps = { steps: [op], goal: { inputDiff: { updates: { values: "x" } } } };
    const plan = { resourcePlans: { [SET]: steps, [urn("other")]: { steps: ["same"] } } };
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
    const detailedDiff = Object.fromEntries(paths.map((path) => [path, { kind: "update" }]));
    const step = { op, urn: SET, oldState: {}, newState: {}, detailedDiff };
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [step] }));
    const files = ["plan.json", ...(preview ? ["preview.json"] : [])];
    const { code, printed } = run("plan.mjs", [...files, "--only", only]);
    const objection = /^::error title=Not carried out::(.*)$/m.exec(printed)?.[1];
    expect(code).toBe(objection === undefined ? 0 : 1);
    return objection;
  }

  test.each([
    [[version, text]],
    [[version, text, "secrets.NPM_TOKEN.valueWritten"]],
    [['valueVersions["acme/api/NPM_TOKEN"]', 'valueVersions["acme/web/NPM_TOKEN"]', text]],
  ])("its value alone: %j", (paths) => {
    expect(rotate("baseline/NPM_TOKEN", paths)).toBeUndefined();
  });

  test.each([
    [
      "baseline",
      [version, text],
      "baseline has many secrets: name the one to rotate, such as baseline/NPM_TOKEN.",
    ],
    [
      "baseline/OTHER",
      [version, text],
      "The plan changes baseline/NPM_TOKEN, and not baseline/OTHER.",
    ],
    [
      "baseline/NPM_TOKEN",
      [version, "valueVersions.OTHER", text],
      "The plan changes baseline/NPM_TOKEN, baseline/OTHER: rotate one at a time.",
    ],
    [
      "baseline/NPM_TOKEN",
      [version, text, "secrets.NPM_TOKEN.visibility"],
      "More than values of baseline would change: update, secrets.NPM_TOKEN.visibility.",
    ],
    [
      "basel/NPM_TOKEN",
      [version],
      "There is no resource basel/NPM_TOKEN in the program or the state.",
    ],
  ])("%s of %j", (only, paths, objection) => {
    expect(rotate(only, paths)).toBe(objection);
  });

  test("a replacement, and a plan without its preview, are refused", () => {
    expect(rotate("baseline/NPM_TOKEN", [version], { op: "replace" })).toMatch(/^More than values/);
    expect(rotate("baseline/NPM_TOKEN", [version], { preview: false })).toMatch(
      /^The plan alone doesn't tell the secrets of baseline apart/,
    );
  });
});

test("plan.mjs: whatever a plan and a preview have of a value, a rotation prints none of it", () => {
  const [one, two] = [HARD_VALUE, { a: [HARD_VALUE] }];
  const inputDiff = { adds: { keyId: one }, updates: { value: one, values: two }, deletes: ["x"] };
  const plans = { [urn("a")]: { steps: ["update"], goal: { inputDiff } } };
  writeFileSync(join(folder, "plan.json"), JSON.stringify({ resourcePlans: plans }));
  const states = { oldState: { inputs: inputDiff }, newState: { inputs: two, outputs: two } };
  const detailedDiff = { value: { kind: "update", inputDiff: true }, visibility: {} };
  const step = { op: "update", urn: urn("a"), ...states, detailedDiff };
  writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [step] }));
  for (const only of ["a", "a/NPM_TOKEN", "b"]) {
    const ran = run("plan.mjs", ["plan.json", "preview.json", "--only", only]);
    expect(ran.outputs).toBe("changes=1\n");
    expectNoTrace(JSON.stringify(ran), [HARD_VALUE]);
  }
});

describe("comment.mjs", () => {
  const preview = (text: string) => {
    writeFileSync(join(folder, "preview.txt"), text);
    return run("comment.mjs", ["preview.txt"], { PULUMI_STACK: "prod" }).printed;
  };

  test("text of the program can't end the block of code", () => {
    const printed = preview('displayName: "````\\n# A heading"\nResources:\n    + 1 to create\n');
    expect(printed).toMatch(/^`````diff$/m);
    expect(printed).toMatch(/^`````$/m);
    expect(printed).toContain("### Codespaces, `prod`: 1 to create\n");
  });

  test("what is too long for a comment is cut, and that is said", () => {
    const printed = preview(`${"line\n".repeat(40_000)}Resources:\n    3 unchanged\n`);
    expect(printed.length).toBeLessThan(65_536);
    expect(printed).toContain("3 unchanged");
    expect(printed).toContain("The rest is too long for a comment.");
  });

  test("the signs of a diff are where GitHub colours them", () => {
    const lines = [
      "    ~ type: (update)",
      "          + acme/docs",
      "        - old",
      "    +-type",
      "    text",
    ];
    expect(preview(lines.join("\n"))).toContain(
      ["!     type: (update)", "+           acme/docs", "-         old"].join("\n"),
    );
  });
});

test("mask.mjs hides each line of each value, and nothing that is too short to be a secret", () => {
  const CODESPACES_VALUES = 'A=abcd%1\nB="first line\nsecond line"\nC=no\nD=\n';
  expect(run("mask.mjs", [], { CODESPACES_VALUES }).printed).toBe(
    "::add-mask::abcd%251\n::add-mask::first line\n::add-mask::second line\n",
  );
  expect(run("mask.mjs", []).printed).toBe("");
});

test("drift.mjs: what isn't JSON is a check that failed, with Pulumi's code", () => {
  writeFileSync(join(folder, "refresh.json"), "");
  const { code, printed } = run("drift.mjs", ["refresh.json", "255"]);
  expect(code).toBe(2);
  expect(printed).toContain("::error title=The drift check failed::Pulumi ended with 255.\n");
});
