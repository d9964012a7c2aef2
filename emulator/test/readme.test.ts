import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { codeIn, Document } from "../../test/support/markdown";

// The tables of the emulator's README, compared with its code.

const README = new Document("emulator/README.md");
const rowsOf = (firstColumn: string) =>
  README.tables.filter(({ head }) => head[0] === firstColumn).flatMap(({ rows }) => rows);

function parsed(path: string): ts.SourceFile {
  const text = readFileSync(join(resolve(__dirname, "../src"), path), "utf8");
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** Each public method of a class with the names of its parameters, such as `stop(name)`. */
function methodsOf(path: string, className: string): string[] {
  const found = parsed(path).statements.filter(ts.isClassDeclaration);
  const members = found.find(({ name }) => name?.text === className)?.members ?? [];
  return [...members].filter(ts.isMethodDeclaration).flatMap(({ name, parameters }) => {
    if (!ts.isIdentifier(name)) return [];
    return [`${name.text}(${parameters.map(({ name: each }) => argumentOf(each)).join(", ")})`];
  });
}

/** An argument as a caller gives it: its name, or an object of its properties. */
function argumentOf(name: ts.BindingName): string {
  if (!ts.isObjectBindingPattern(name)) return name.getText();
  const properties = name.elements.map((each) => {
    const rest = each.dotDotDotToken === undefined ? "" : "...";
    return rest + (each.propertyName ?? each.name).getText();
  });
  return `{ ${properties.join(", ")} }`;
}

/** The properties of an interface, with their comments on one line. */
function propertiesOf(path: string, interfaceName: string): [string, string][] {
  const found = parsed(path).statements.filter(ts.isInterfaceDeclaration);
  const members = found.find(({ name }) => name.text === interfaceName)?.members ?? [];
  return [...members].flatMap((member) => {
    const [doc] = ts.getJSDocCommentsAndTags(member);
    const comment = typeof doc?.comment === "string" ? doc.comment.replace(/\s+/g, " ") : "";
    return member.name === undefined ? [] : [[member.name.getText(), comment] as [string, string]];
  });
}

test.each([
  ["`emulator.drift.…`", "model/drift.ts", "Drift"],
  ["`emulator.drift.codespaces.…`", "model/codespace-drift.ts", "CodespaceDrift"],
])("%s has each method with its arguments", (firstColumn, path, className) => {
  const told = rowsOf(firstColumn).map(([call = ""]) => codeIn(call)[0]);
  expect(told.sort()).toEqual(methodsOf(path, className).sort());
  expect(told.length).toBeGreaterThan(12);
});

test("what seedWith takes is told in the words of its comments", () => {
  const told = rowsOf("Argument").map(([name = "", meaning]) => [codeIn(name)[0], meaning]);
  expect(told).toEqual(propertiesOf("seed/seed-with.ts", "SeedSizes"));
});

test("each part of a seed, and each of its properties, is told", () => {
  const parts: Record<string, string> = {
    users: "SeedUser",
    organizations: "SeedOrganization",
    codespacePolicy: "CodespacePolicy",
    repositories: "SeedRepository",
    devcontainers: "SeedDevcontainer",
    pullRequests: "SeedPullRequest",
    tokens: "SeedToken",
    apps: "SeedApp",
  };
  const rows = rowsOf("Part of a seed").map(([part = "", told = ""]) => ({
    part: codeIn(part)[0] ?? "",
    told: codeIn(told),
  }));
  const named = rows.map(({ part }) => part);
  const ofSeed = propertiesOf("seed/seed.ts", "Seed").map(([name]) => name);
  expect(ofSeed.filter((name) => !named.includes(name))).toEqual([]);
  for (const [part, type] of Object.entries(parts)) {
    const told = rows.find((row) => row.part === part)?.told ?? [];
    const properties = propertiesOf("seed/seed.ts", type).map(([name]) => name);
    expect({ part, missing: properties.filter((name) => !told.includes(name)) }).toEqual({
      part,
      missing: [],
    });
  }
});
