import ts from "typescript";
import type { HeldSecret, Visibility } from "../../../provider/src/cli/inventory";
import { programOf, type ValueSource } from "../../../provider/src/cli/adopt/program";
import { FreeNames, keyOf, variableOf } from "../../../provider/src/cli/adopt/names";

const stamps = { createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z" };

function orgSecret(name: string, more: Partial<HeldSecret> = {}): HeldSecret {
  const visibility: Visibility = "all";
  return {
    scope: { kind: "org", org: "acme" },
    className: "OrgCodespacesSecret",
    id: `acme/${name}`,
    name,
    ...stamps,
    visibility,
    repositories: undefined,
    ...more,
  };
}

const written = (secrets: HeldSecret[], from: ValueSource) =>
  programOf({ secrets, orgs: ["acme"], from, day: "2026-12-01" });

/** The statements of a program; throws if it isn't TypeScript. */
function statementsOf(text: string): ts.Statement[] {
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
  return [...ts.createSourceFile("index.ts", text, ts.ScriptTarget.ES2022).statements];
}

/** The arguments of each `new`, with what they evaluate to where `process.env` is empty. */
function evaluated(text: string): unknown[][] {
  const made: unknown[][] = [];
  const body = text.replace(/^import[^]*?;$/gm, "");
  const Secret = function (...args: unknown[]) {
    made.push(args);
  };
  const config = { requireSecret: (key: string) => `config ${key}` };
  const pulumi = {
    Config: function () {
      return config;
    },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function("OrgCodespacesSecret", "pulumi", body)(Secret, pulumi);
  return made;
}

test("whatever is in a name is a text of the program, and no code", () => {
  const names = ['"); process.exit(1); ("', "`${1}`", "\\", "*/ */", "\u2028x", "'", "</script>"];
  const repositories = [{ id: 1, repository: 'acme/a"],\n[', private: true }];
  const secrets = names.map((name) => orgSecret(name, { repositories, visibility: "selected" }));
  const { text } = written(secrets, "keep");
  expect(statementsOf(text)).toHaveLength(1 + names.length);
  expect(evaluated(text).map(([, args]) => args)).toEqual(
    names.map((secretName) => ({
      org: "acme",
      secretName,
      keepValue: true,
      visibility: "selected",
      selectedRepositories: ['a"],\n['],
    })),
  );
});

test.each<ValueSource>(["env", "config"])(
  "names that are alike, reserved or not of this alphabet have keys of their own: %s",
  (from) => {
    const names = ["A_B", "A__B", "_A_B", "A_B_", "a_b", "DELETE", "CLASS", "___", "9", "É"];
    const { text, values } = written(
      names.map((name) => orgSecret(name)),
      from,
    );
    expect(statementsOf(text).length).toBeGreaterThan(names.length);
    expect(values.map(({ id }) => id)).toEqual(names.map((name) => `acme/${name}`));
    const keys = values.map(({ name }) => name);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(names.length);
    for (const key of keys) expect(key).toMatch(/^[a-z]\w*$/i);
  },
);

test("a secret is never filled by what every machine has under its name", () => {
  const names = ["PATH", "HOME", "NODE_OPTIONS", "GH_TOKEN", "PULUMI_CONFIG_PASSPHRASE"];
  for (const name of names) expect(variableOf(`user/${name}`)).toBe(`CODESPACES_USER_${name}`);
});

test("a key tells whose secret it is", () => {
  expect(keyOf("acme/NPM_TOKEN")).toBe("acmeNpmToken");
  expect(keyOf("acme/my.repo-1/NPM_TOKEN")).toBe("acmeMyRepo1NpmToken");
});

test("a number that makes a name free may be taken itself", () => {
  const names = new FreeNames();
  const taken = ["a2", "a", "a", "A"].map((name) => names.take(name));
  expect(taken).toEqual(["a2", "a", "a3", "A4"]);
});

test("a repository of somebody else's is called by its whole name", () => {
  const repositories = ["Acme/API", "other/api"].map((repository, id) => ({
    id,
    repository,
    private: true,
  }));
  const { text } = written([orgSecret("A", { repositories, visibility: "selected" })], "keep");
  expect(text).toContain('selectedRepositories: ["API", "other/api"],');
});
