import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kinds } from "../../provider/src/kinds/all";
import { settingsTable } from "../../provider/src/settings/table";
import { inputFields, outputNames } from "../../provider/src/kinds/table";
import type { Field } from "../../provider/src/rules/fields";
import { classNeeds } from "../../provider/src/operations/rights";
import { readSettings } from "../../provider/src/settings/reading";
import { codeIn, Document, ROOT, type Table } from "../support/markdown";

const FILES = [
  ...readdirSync(ROOT).filter((file) => file.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs")).map((file) => `docs/${file}`),
  "provider/README.md",
  "emulator/README.md",
];
const examples = readdirSync(join(ROOT, "examples"))
  .map((folder) => `examples/${folder}/README.md`)
  .filter((file) => existsSync(join(ROOT, file)));
const documents = [...FILES.filter((file) => file.endsWith(".md")), ...examples].map(
  (file) => new Document(file),
);
const readme = new Document("README.md");
const resources = new Document("docs/resources.md");
const permissions = new Document("docs/permissions.md");
const settings = new Document("docs/settings.md");
const troubleshooting = new Document("docs/troubleshooting.md");
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

test("the README is short, and every page of the documentation and every example is in the index", () => {
  expect(readme.text.split("\n").length).toBeLessThan(250);
  const { links } = new Document("docs/README.md");
  const named = links.map(({ target }) => join("docs", target));
  const pages = documents.map(({ path }) => path).filter((path) => /^docs\/(?!README)/.test(path));
  expect([...pages, ...examples].filter((page) => !named.includes(page))).toEqual([]);
});

test("the README has each class that a program can declare, in the words of docs/resources.md", () => {
  const told = resources.table("Resources").rows.map(([name, what]) => [name, what]);
  expect(readme.table("What you can declare").rows).toEqual(told);
  expect(told.map(([name = ""]) => codeIn(name)[0]).sort()).toEqual(
    kinds.map(({ className }) => className).sort(),
  );
});

describe("the table of settings", () => {
  const rows = settings.table("Settings").rows.map(([key = "", variables = "", fallback = ""]) => ({
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
    const others = settings.table("Credentials").rows;
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

test("a Provider takes each key of the table of settings", () => {
  const keys = settings.table("Settings").rows.flatMap(([key = ""]) => codeIn(key));
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

    test("agrees with docs/resources.md and docs/permissions.md on id, replacement and permissions", () => {
      const rowOf = ({ rows }: Table) =>
        rows.find(([name = ""]) => codeIn(name)[0] === className) ?? [];
      const [, , id = "", replaces = ""] = rowOf(resources.table("Resources"));
      expect(reference.text).toContain(id);
      expect(codeIn(replaces)).toEqual(
        inputs
          .filter(([, , change]) => change === "replaces")
          .map(([name = ""]) => codeIn(name)[0]),
      );
      const [, fineGrained = "", classic = ""] = rowOf(permissions.table("Permissions"));
      const doc = source.replace(/\s*\n \* /g, " ");
      expect(doc).toContain(/"[^"]+"/.exec(fineGrained)?.[0]);
      expect(codeIn(classic).some((scope) => doc.includes(`\`${scope}\``))).toBe(true);
      const need = classNeeds[className];
      expect(need?.permission).toContain(/"[^"]+" \(\w+/.exec(fineGrained)?.[0]);
      expect(codeIn(classic)).toContain(need?.scope);
    });
  },
);

describe("docs/troubleshooting.md", () => {
  const code = sourcesOf("provider/src").replace(/["'`]\s*\+\s*["'`]/g, "");
  const tests = sourcesOf("test/e2e");
  const rows = troubleshooting.tables.flatMap((table) =>
    table.rows.map(([message = ""]) => ({ heading: table.heading, message })),
  );

  test.each(rows)("$heading: $message is a message of the code", ({ heading, message }) => {
    // The engine's own words are those that a test meets.
    const source = heading === "Words of Pulumi" ? tests : code;
    const parts = codeIn(message).flatMap((text) => text.split("…"));
    expect(parts.filter((part) => !source.includes(part))).toEqual([]);
  });

  test("it has sixty messages and more", () => {
    expect(rows.length).toBeGreaterThanOrEqual(70);
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
