import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CodespacesClient } from "../../provider/src/client";
import { kinds } from "../../provider/src/kinds/all";
import { classes } from "../support/operation";

// The suites that run against any GitHub: nothing that the package does is missing there.

const folder = join(__dirname, "../contract/any-github");
const text = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");

/** They leave a repository or a branch behind, or ask for what was exported to one. */
const LEFT_OUT = ["publishCodespace", "exportCodespace", "getCodespaceExport"];

test("each class is there", () => {
  expect(Object.values(classes).sort()).toEqual(kinds.map(({ className }) => className).sort());
  const used = Object.keys(classes).filter((kind) =>
    new RegExp(`(\\.|\\{ |declared\\(")${kind}\\b`).test(text),
  );
  expect(used).toEqual(Object.keys(classes));
});

test("each lookup and each action is there, but those that would leave something behind", () => {
  const own: object = CodespacesClient.prototype;
  const inherited = Object.getPrototypeOf(own) as object;
  const calls = [own, inherited].flatMap((one) => Object.getOwnPropertyNames(one));
  const all = calls.filter((name) => name !== "constructor");
  expect(all.length).toBeGreaterThan(25);
  expect(all.filter((name) => !text.includes(`client().${name}(`)).sort()).toEqual(
    [...LEFT_OUT].sort(),
  );
});
