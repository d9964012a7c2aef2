import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  importsOf,
  linesOf,
  packagesLoadedBy,
  PROVIDER,
  providerFiles,
  ROOT,
  sourceFiles,
} from "./source-files";
import {
  arrowsOf,
  drawn,
  emulatorLayers,
  filesOf,
  isDown,
  partOf,
  providerLayers,
} from "../support/layers";

const imports = providerFiles.flatMap((file) => importsOf(file).map((one) => ({ file, ...one })));
const isOwn = (target: string) => providerFiles.includes(`${target}.ts`);
const toPackage = (name: string) => imports.filter(({ target }) => target.startsWith(name));
/** The folder of the provider that a file is in, or the file itself. */
const folderOf = (file: string) => (file.includes("/") ? file.replace(/\/.*/, "/") : file);

describe.each([
  ["provider", providerLayers],
  ["emulator", emulatorLayers],
])("the arrows of the %s", (name, layers) => {
  test("lead down", () => {
    const arrows = arrowsOf(layers);
    expect(arrows.length).toBeGreaterThan(50);
    expect(arrows.filter((arrow) => !isDown(layers, arrow)).map(({ file }) => file)).toEqual([]);
  });

  test("come from every file, and every part has files", () => {
    const parts = filesOf(layers).map((file) => partOf(layers, file));
    expect([...new Set(parts)].sort()).toEqual(layers.rows.flat().sort());
  });

  test("are drawn in docs/architecture.md", () => {
    const file = join(ROOT, "docs/architecture.md");
    const text = readFileSync(file, "utf8");
    const place = new RegExp(`(<!-- the arrows of the ${name} -->\n\n)[^]*?(\n\n<!-- end -->)`);
    const now = text.replace(place, (_, begin: string, end: string) => begin + drawn(layers) + end);
    if (process.env.ARCHITECTURE === "write") writeFileSync(file, now);
    expect(text).toMatch(place);
    expect(readFileSync(file, "utf8")).toBe(now);
  });
});

test("every relative import of the provider was found by this test", () => {
  const missing = imports.filter(
    ({ target }) => !isOwn(target) && !/^(@?[\w-]+|node:)[\w/.-]*$/.test(target),
  );
  expect(missing).toEqual([]);
  expect(imports.length).toBeGreaterThan(100);
});

test("the session alone reads settings: what is below or above it gets them", () => {
  const loaded = imports.filter(
    ({ file, target, typeOnly }) =>
      /^(lifecycle|operations|github)\//.test(file) && target === "settings/reading" && !typeOnly,
  );
  expect(loaded).toEqual([]);
});

test("only what is of the program knows Pulumi, and the plugin its protocol", () => {
  const protocol = "@pulumi/pulumi/proto/";
  const others = toPackage("@pulumi/").filter(({ target }) => !target.startsWith(protocol));
  expect([...new Set(others.map(({ file }) => folderOf(file)))]).toEqual(["program/"]);
  const speakers = toPackage(protocol).map(({ file }) => file.replace(/[^/]*$/, ""));
  expect([...new Set(speakers)]).toEqual(["hosts/plugin/"]);
});

test("a script's client loads neither Pulumi nor octokit before it is used", () => {
  expect(packagesLoadedBy("client.ts")).toEqual([]);
});

test("the command loads neither Pulumi nor what seals, and octokit when it asks", () => {
  const loaded = packagesLoadedBy("command.ts").filter((name) => !name.startsWith("node:"));
  expect(loaded).toEqual(["dataloader"]);
  expect(packagesLoadedBy("command.ts", { lazy: true })).toContain("@octokit/rest");
});

test("what calls and their doors need of GitHub's part is types and errors", () => {
  const loaded = imports.filter(
    ({ file, target, typeOnly }) =>
      /^(operations\/by-name|program|script)\//.test(file) &&
      target.startsWith("github/") &&
      !typeOnly,
  );
  expect([...new Set(loaded.map(({ target }) => target))]).toEqual([
    "github/errors",
    "github/single-flight",
  ]);
});

test("tweetsodium is behind one function", () => {
  expect(toPackage("tweetsodium").map(({ file }) => file)).toEqual(["seal.ts"]);
});

test("a program loads neither octokit nor tweetsodium", () => {
  const loaded = packagesLoadedBy("index.ts").filter((name) => !name.startsWith("node:"));
  expect(loaded).toEqual([
    "@pulumi/pulumi",
    "@pulumi/pulumi/package.json",
    "@pulumi/pulumi/runtime/state",
  ]);
});

test("the host loads octokit and what seals, so that the test above could fail", () => {
  expect(packagesLoadedBy("dynamic.ts", { lazy: true })).toEqual(
    expect.arrayContaining(["@octokit/rest", "tweetsodium"]),
  );
  expect(packagesLoadedBy("index.ts", { lazy: true })).toContain("@octokit/rest");
});

test("the provider and the emulator never import each other", () => {
  const imported = (folder: string) =>
    sourceFiles(folder, ".ts", ".mjs").flatMap((file) =>
      [
        ...readFileSync(join(ROOT, file), "utf8").matchAll(
          /(?:from|import|require)\s*\(?\s*"([^"]+)"/g,
        ),
      ].map(([, target = ""]) => target),
    );
  expect(imported("provider/src").filter((target) => target.includes("emulator"))).toEqual([]);
  expect(
    imported("emulator").filter((target) => /pulumi|(^|\/)provider(\/|$)/.test(target)),
  ).toEqual([]);
});

test("every package that the provider imports is one that users get with it, or is in the plugin's bundle", () => {
  const manifest = JSON.parse(readFileSync(join(PROVIDER, "../package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    peerDependencies: Record<string, string>;
  };
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const absent = imports
    .map(({ target }) => target)
    .filter((target) => !isOwn(target) && !target.startsWith("node:"))
    .filter(
      (target) => !installed.some((name) => target === name || target.startsWith(`${name}/`)),
    );

  const bundled = imports.filter(({ file }) => file.startsWith("hosts/plugin/"));
  const inBundle = new Set(bundled.map(({ target }) => target));
  expect(absent.filter((target) => !inBundle.has(target))).toEqual([]);
});

test("no file has more than 250 lines, not counting blank ones and comments", () => {
  const folders = ["provider/src", "emulator", "test", "tools", "examples"];
  const long = folders
    .flatMap((folder) => sourceFiles(folder, ".ts", ".mjs"))
    .filter((file) => linesOf(file) > 250);

  expect(long).toEqual([]);
});
