import { readFileSync } from "node:fs";
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

/** The part of the provider that a file is in: its folder, or the file itself. */
const partOf = (file: string) => (file.includes("/") ? file.replace(/\/.*/, "/") : file);

/** Which part may import which: the direction of the arrows in docs/architecture.md. */
const arrows: Record<string, string[]> = {
  "index.ts": ["resources/", "lookups/", "operations/", "calls/", "client", "kinds/", "rules/"],
  "client.ts": ["calls/", "client/", "given-settings", "operations/", "github/"],
  "resources/": [
    "hints",
    "kinds/",
    "given-settings",
    "lifecycle/",
    "operations/",
    "resources/",
    "rules/",
    "run/",
    "settings/",
  ],
  "lookups/": ["lookups/", "calls/", "operations/", "resources/", "lookup", "shared-session"],
  "client/": ["client/", "calls/", "operations/", "github/", "given-settings", "shared-session"],
  "calls/": ["calls/", "lifecycle/", "operations/", "github/", "rules/"],
  "hints.ts": [],
  "lookup.ts": [],
  "given-settings.ts": ["hints", "lookup", "settings/"],
  "dynamic.ts": ["shared-session", "process-session", "lookup", "lifecycle/", "rules/"],
  "shared-session.ts": ["process-session", "settings", "hints", "lookup", "run/", "github/"],
  "run/": ["lifecycle/", "run/"],
  "process-session.ts": ["settings", "credential-settings", "lifecycle/", "operations/", "github/"],
  "settings.ts": ["kinds/", "credential-settings", "settings/", "lookup", "github/"],
  "credential-settings.ts": ["lookup", "settings/"],
  "settings/": ["github/", "kinds/", "lookup", "settings/"],
  "lifecycle/": [
    "hints",
    "kinds/",
    "lifecycle/",
    "operations/",
    "github/",
    "rules/",
    "seal",
    "settings",
  ],
  "kinds/": ["kinds/", "rules/", "operations/"],
  "rules/": ["hints", "rules/"],
  "operations/": ["operations/", "github/"],
  "github/": ["github/", "settings", "credential-settings", "lookup"],
  "seal.ts": [],
  "texts.ts": [],
};

/** What every part may say, each in the same way. */
const EVERYBODYS = "texts.ts";

const imports = providerFiles.flatMap((file) => importsOf(file).map((one) => ({ file, ...one })));
const isOwn = (target: string) => providerFiles.includes(`${target}.ts`);
const toPackage = (name: string) => imports.filter(({ target }) => target.startsWith(name));

test("every file is in a part that has its arrows, and the parts import in their direction only", () => {
  const against = imports
    .filter(({ target }) => isOwn(target))
    .filter(({ target }) => `${target}.ts` !== EVERYBODYS)
    .filter(({ file, target }) => !arrows[partOf(file)]?.includes(partOf(target)))
    .map(({ file, target }) => `${file} imports ${target}`);

  expect(against).toEqual([]);
  expect([...new Set(providerFiles.map(partOf))].sort()).toEqual(Object.keys(arrows).sort());
});

test("every relative import of the provider was found by this test", () => {
  const missing = imports.filter(
    ({ target }) => !isOwn(target) && !/^(@?[\w-]+|node:)[\w/.-]*$/.test(target),
  );
  expect(missing).toEqual([]);
  expect(imports.length).toBeGreaterThan(100);
});

test("GitHub's part needs only types of the settings", () => {
  const loaded = imports.filter(
    ({ file, target, typeOnly }) =>
      file.startsWith("github/") && target === "settings" && !typeOnly,
  );
  expect(loaded).toEqual([]);
});

test("the lifecycle needs only types of the settings", () => {
  const loaded = imports.filter(
    ({ file, target, typeOnly }) =>
      file.startsWith("lifecycle/") && target === "settings" && !typeOnly,
  );
  expect(loaded).toEqual([]);
});

test("only resources and lookups, which are of the program, know Pulumi", () => {
  const files = new Set(toPackage("@pulumi/").map(({ file }) => partOf(file)));
  expect([...files].sort()).toEqual(["lookups/", "resources/"]);
});

test("a script's client loads neither Pulumi nor octokit before it is used", () => {
  expect(packagesLoadedBy("client.ts")).toEqual([]);
});

test("what lookups and calls need of GitHub's part is types and errors", () => {
  const loaded = imports.filter(
    ({ file, target, typeOnly }) =>
      /^(calls|lookups|client)\//.test(file) && target.startsWith("github/") && !typeOnly,
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

test("every package that the provider imports is one that users get with it", () => {
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

  expect(absent).toEqual([]);
});

test("no file has more than 250 lines, not counting blank ones and comments", () => {
  const folders = ["provider/src", "emulator", "test", "tools", "examples"];
  const long = folders
    .flatMap((folder) => sourceFiles(folder, ".ts", ".mjs"))
    .filter((file) => linesOf(file) > 250);

  expect(long).toEqual([]);
});
