import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Document, ROOT } from "../support/markdown";

const document = new Document("docs/engine-features.md");
const rows = document.tables.flatMap(({ heading, rows }) =>
  rows.map(([feature = "", , test = ""]) => ({ heading, feature, test })),
);

test("the tables have the features that a stack may use", () => {
  const told = rows.map(({ feature }) => feature).join("\n");
  const options = ["protect", "retainOnDelete", "deleteBeforeReplace", "aliases", "dependsOn"];
  const more = ["parent", "transforms", "ignoreChanges", "replaceOnChanges", "replaceWith"];
  const commands = ["--target", "--replace", "state taint", "refresh --preview-only", "--refresh"];
  const others = ["--plan", "destroy --target", "X.get", "state rename", "change-secrets-provider"];
  const all = [...options, ...more, ...commands, ...others, "inline", "local", "Two stacks"];
  expect(all.filter((feature) => !told.includes(feature))).toEqual([]);
});

test.each(rows)("$heading: $feature has the test that is named", ({ test: named }) => {
  const [, suite = "", title = ""] = /^([\w-]+): "(.*)"$/.exec(named) ?? [];
  const file = join(ROOT, "test/e2e", `${suite}.test.ts`);
  expect(existsSync(file)).toBe(true);
  const inDocument = suite === "reviewing" && new Document("docs/reviewing.md").text;
  const source = inDocument || readFileSync(file, "utf8");
  expect(source).toContain(suite === "reviewing" ? `### ${title}\n` : `"${title}"`);
});
