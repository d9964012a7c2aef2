import ts from "typescript";
import { parse } from "yaml";
import type { HeldSecret, Visibility } from "../../../provider/src/cli/inventory";
import { programOf, type Style } from "../../../provider/src/cli/adopt/program";
import type { ValueSource } from "../../../provider/src/cli/adopt/values";
import { FreeNames, configKeyOf, variableOf } from "../../../provider/src/cli/adopt/names";

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

const style: Style = {
  from: "keep",
  keep: [],
  language: "typescript",
  as: "single",
  onDelete: undefined,
};

const written = (secrets: HeldSecret[], from: ValueSource, more: Partial<Style> = {}) =>
  programOf({ secrets, orgs: ["acme"], day: "2026-12-01" }, { ...style, from, ...more });

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
  new Function("OrgCodespacesSecret", "OrgCodespacesSecrets", "pulumi", body)(
    Secret,
    Secret,
    pulumi,
  );
  return made;
}

const hostile = [
  ...['"); process.exit(1); ("', "`${1}`", "\\", "*/ */", "\u2028x", "'", "</script>"],
  ...["true", "1e3", "#", "a: b", "- a", "é\n", "${x}", "y"],
];
const hostileSecrets = () => {
  const repositories = [{ id: 1, repository: 'acme/a"],\n[', private: true }];
  return hostile.map((name) => orgSecret(name, { repositories, visibility: "selected" }));
};

test("whatever is in a name is a text of the program, and no code", () => {
  const [names, secrets] = [hostile, hostileSecrets()];
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

const row = { keepValue: true, visibility: "selected", selectedRepositories: ['a"],\n['] };

test("the same in a set", () => {
  const { text } = written(hostileSecrets(), "keep", { as: "set" });
  const secrets = Object.fromEntries(hostile.map((name) => [name, row]));
  expect(evaluated(text)).toEqual([["acme", { org: "acme", secrets }, { protect: true }]]);
});

test.each(["single", "set"] as const)("the same in YAML: %s", (as) => {
  const { text } = written(hostileSecrets(), "keep", { as, language: "yaml" });
  // As Pulumi reads a text: `$${` is `${`.
  const { resources } = parse(text.replaceAll("$${", "${")) as {
    resources: Record<string, { properties: { secretName?: string; secrets?: object } }>;
  };
  const all = Object.values(resources).map(({ properties }) => properties);
  const secrets = Object.fromEntries(hostile.map((name) => [name, row]));
  const singles = hostile.map((secretName) => ({ org: "acme", secretName, ...row }));
  expect(all).toEqual(as === "set" ? [{ org: "acme", secrets }] : singles);
  // Each as it stands would be an expression.
  expect(text.match(/(?<!\$)\$\{/g)).toBeNull();
});

test("a key of the configuration is not called as a set", () => {
  const { values } = written([orgSecret("___")], "config", { as: "set", language: "yaml" });
  expect(values.map(({ name }) => name)).toEqual(["acme2"]);
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
  expect(configKeyOf("acme/NPM_TOKEN")).toBe("acmeNpmToken");
  expect(configKeyOf("acme/my.repo-1/NPM_TOKEN")).toBe("acmeMyRepo1NpmToken");
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
