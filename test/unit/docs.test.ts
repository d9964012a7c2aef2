import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kinds } from "../../provider/src/kinds/all";
import { settingsTable } from "../../provider/src/settings/table";
import { inputFields, outputNames } from "../../provider/src/kinds/table";
import type { Field } from "../../provider/src/rules/fields";
import { classNeeds } from "../../provider/src/operations/rights";
import { readSettings } from "../../provider/src/settings/reading";
import { codeIn, Document, ROOT } from "../support/markdown";

const FILES = [
  ...readdirSync(ROOT).filter((file) => file.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`),
  "provider/README.md",
  "emulator/README.md",
];
const documents = FILES.filter((file) => file.endsWith(".md")).map((file) => new Document(file));
const readme = new Document("README.md");
const reference = new Document("docs/reference.md");

describe.each(documents)("$path", (document) => {
  test("its links lead somewhere", () => {
    const local = document.links.filter(({ target }) => !/^https?:/.test(target));
    const broken = local.filter(({ target }) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? document.path : join(dirname(document.path), path);
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !new Document(file).anchors.includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("it names nothing that only one machine has", () => {
    expect(document.text).not.toMatch(/(?<!\w)\/work\b|\.\.\/shared|DESIGN\.md|FACTS\.md|\/root\b/);
  });
});

test("the README names near its top the two commands that do everything in a checkout", () => {
  const [first] = readme.blocks.filter(({ kind }) => kind === "sh");
  expect(first?.text).toBe("npm run demo\nnpm test\n");
  expect(first?.line).toBeLessThan(25);
});

test("the README's first program is the quickstart", () => {
  const [first] = readme.blocks.filter(({ kind }) => kind === "ts");
  expect(first?.text).toBe(readFileSync(join(ROOT, "examples/quickstart/index.ts"), "utf8"));
});

describe("the README's table of settings", () => {
  const rows = readme.table("Settings").rows.map(([key = "", variables = "", fallback = ""]) => ({
    keys: codeIn(key).map((name) => (name.includes(":") ? name : `github-codespaces:${name}`)),
    variables: codeIn(variables),
    fallback: codeIn(fallback).join(),
  }));

  test("has each key and each environment variable that the code reads", () => {
    const keys: string[] = [];
    const variables: string[] = [];
    const environment = new Proxy<Record<string, string | undefined>>(
      {},
      { get: (_, name) => void variables.push(String(name)) },
    );
    readSettings((key) => void keys.push(key), environment);
    const others = readme.table("Credentials").rows;
    const named = [
      ...rows,
      ...others.map(([key = "", names = ""]) => ({ keys: codeIn(key), variables: codeIn(names) })),
    ];
    expect(named.flatMap((row) => row.keys).sort()).toEqual([...new Set(keys)].sort());
    expect(named.flatMap((row) => row.variables).sort()).toEqual([...new Set(variables)].sort());
  });

  test.each(rows.filter(({ variables }) => variables.length > 0))(
    "$keys and $variables set the same",
    ({ keys: [key = ""], variables }) => {
      const text = key.endsWith("baseUrl") ? "https://api.acme.ghe.com" : "77";
      const byKey = readSettings((asked) => (asked === key ? text : undefined), {});
      for (const variable of variables) {
        const byVariable = readSettings(() => undefined, { [variable]: text });
        expect(withoutSources(byVariable)).toEqual(withoutSources(byKey));
        expect(byVariable).not.toEqual(readSettings(() => undefined, {}));
      }
    },
  );

  test.each(rows.filter(({ fallback }) => /^(\d+|https:.*|adopt|overwrite)$/.test(fallback)))(
    "$keys is $fallback by default",
    ({ keys, fallback }) => {
      const given = readSettings((asked) => (keys.includes(asked) ? fallback : undefined), {});
      expect(given).toEqual(readSettings(() => undefined, {}));
    },
  );
});

test("a Provider takes each key of the README's table of settings", () => {
  const keys = readme.table("Settings").rows.flatMap(([key = ""]) => codeIn(key));
  expect(Object.keys(settingsTable).sort()).toEqual(
    keys.filter((key) => !key.includes(":")).sort(),
  );
});

describe.each(kinds.map((kind) => [kind.className, kind.fields] as const))(
  "the reference of %s",
  (className, fields) => {
    const inputs = reference.table(className, "Input").rows;
    const source = sourceOf(className);
    const namesOf = (rows: string[][]) => rows.map(([name = ""]) => codeIn(name).join()).sort();
    const named = (is: (field: Field) => boolean | undefined) =>
      Object.entries(inputFields(fields))
        .filter(([, field]) => is(field))
        .map(([name]) => name)
        .sort();

    test("has its inputs, all of them", () => {
      expect(namesOf(inputs)).toEqual(named(() => true));
    });

    test("says which of them are required", () => {
      expect(namesOf(inputs.filter(([, word]) => word === "yes"))).toEqual(
        named(({ required }) => required),
      );
    });

    test("says which of them replace", () => {
      const told = inputs.filter(([, , change]) => change === "replaces");
      expect(namesOf(told)).toEqual(named(({ replaces }) => replaces));
    });

    test("has its outputs", () => {
      const told = reference.table(className, "Output").rows;
      expect(namesOf(told)).toEqual(outputNames(fields).sort());
    });

    test("agrees with the README on id, replacement and permissions", () => {
      const rowOf = (heading: string) =>
        readme.table(heading).rows.find(([name = ""]) => codeIn(name)[0] === className) ?? [];
      const [, , id = "", replaces = ""] = rowOf("Resources");
      expect(reference.text).toContain(id);
      expect(codeIn(replaces)).toEqual(
        inputs
          .filter(([, , change]) => change === "replaces")
          .map(([name = ""]) => codeIn(name)[0]),
      );
      const [, fineGrained = "", classic = ""] = rowOf("Permissions");
      const doc = source.replace(/\s*\n \* /g, " ");
      expect(doc).toContain(/"[^"]+"/.exec(fineGrained)?.[0]);
      expect(codeIn(classic).some((scope) => doc.includes(`\`${scope}\``))).toBe(true);
      const need = classNeeds[className];
      expect(need?.permission).toContain(/"[^"]+" \(\w+/.exec(fineGrained)?.[0]);
      expect(codeIn(classic)).toContain(need?.scope);
    });
  },
);

describe("the README's table of errors", () => {
  const code = sourcesOf("provider/src").replace(/["'`]\s*\+\s*["'`]/g, "");

  test.each(readme.table("Errors and cures").rows)("%s is a message of the code", (message) => {
    const parts = codeIn(message).flatMap((text) => text.split("…"));
    expect(parts.filter((part) => !code.includes(part))).toEqual([]);
  });
});

function withoutSources(settings: object): unknown {
  return JSON.parse(
    JSON.stringify(settings, (key, value: unknown) => (key === "source" ? "" : value)),
  );
}

function sourceOf(className: string): string {
  const file = className.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return readFileSync(join(ROOT, "provider/src/program/resources", `${file}.ts`), "utf8");
}

function sourcesOf(folder: string): string {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".ts"));
  return files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
}
