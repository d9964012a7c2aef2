import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../test/support/markdown";

interface Locked {
  version?: string;
  license?: string;
  link?: boolean;
  integrity?: string;
  hasInstallScript?: boolean;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8")) as unknown;
const { packages } = read("package-lock.json") as { packages: Record<string, Locked> };

/** Where Node finds a package from a folder: beside it, or beside one of the folders above. */
function placeOf(name: string, from: string): string {
  const above =
    from === ""
      ? []
      : from
          .split("/node_modules/")
          .map((_, index, parts) => parts.slice(0, index + 1).join("/node_modules/"))
          .reverse();
  const places = [
    ...above.map((folder) => `${folder}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
  const found = places.find((place) => packages[place] !== undefined);
  if (found === undefined) throw new Error(`${name} of ${from} is not in the lock`);
  return found;
}

/** All that an installation of a package brings, without its peers. */
function reachedFrom(folder: string): string[] {
  const seen = new Set<string>();
  const rest = [folder];
  for (let place = rest.pop(); place !== undefined; place = rest.pop()) {
    const { dependencies = {}, optionalDependencies = {} } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = placeOf(name, place);
      if (!seen.has(found)) rest.push(found);
      seen.add(found);
    }
  }
  return [...seen].sort();
}

/** What comes with the SDK, which the user has: the plugin loads its gRPC too, and so names it. */
const OF_PULUMI = new Set(reachedFrom("node_modules/@pulumi/pulumi"));

const broughtBy = (folder: string): string[] =>
  reachedFrom(folder).filter((place) => !OF_PULUMI.has(place));

test("the plugin's gRPC is the very one of the SDK", () => {
  const both = reachedFrom("provider").filter((place) => OF_PULUMI.has(place));
  expect(both).toEqual(expect.arrayContaining(["node_modules/@grpc/grpc-js"]));
  expect(both).toEqual(expect.arrayContaining(["node_modules/google-protobuf"]));
});

const nameOf = (place: string) => place.replace(/^.*node_modules\//, "");

/** What has a value in its hands: which version, and the hash of what npm has of it. Read anew when one changes. */
const TOUCH_VALUES: Record<string, [version: string, integrity: string]> = {
  blakejs: [
    "1.2.1",
    "sha512-QXUSXI3QVc/gJME0dBpXrag1kbzOqCjCX8/b54ntNyW6sjtoqxqRk3LTmXzaJoh71zMsDCjM+47jS7XiwN/+fQ==",
  ],
  tweetnacl: [
    "1.0.3",
    "sha512-6rt+RN7aOi1nGMyC4Xa5DdYiukl2UWCbcJft7YhxReBGQD7OAM8Pbxw6YMo4r2diNEA8FEmu32YOn9rhaiE5yw==",
  ],
  tweetsodium: [
    "0.0.5",
    "sha512-T3aXZtx7KqQbutTtBfn+P5By3HdBuB1eCoGviIrRJV2sXeToxv2X2cv5RvYqgG26PSnN5m3fYixds22Gkfd11w==",
  ],
};

test("what seals values is exactly what was read, by its hash", () => {
  const locked = broughtBy("node_modules/tweetsodium");
  const places = ["node_modules/tweetsodium", ...locked].sort();
  const found = places.map((place) => [
    nameOf(place),
    [packages[place]?.version, packages[place]?.integrity],
  ]);
  expect(Object.fromEntries(found)).toEqual(TOUCH_VALUES);
});

/** GitHub's own (@octokit and what its people publish), and six others. */
const BROUGHT = [
  "@octokit/auth-app",
  "@octokit/auth-oauth-app",
  "@octokit/auth-oauth-device",
  "@octokit/auth-oauth-user",
  "@octokit/auth-token",
  "@octokit/core",
  "@octokit/endpoint",
  "@octokit/graphql",
  "@octokit/oauth-authorization-url",
  "@octokit/oauth-methods",
  "@octokit/openapi-types",
  "@octokit/plugin-paginate-rest",
  "@octokit/plugin-request-log",
  "@octokit/plugin-rest-endpoint-methods",
  "@octokit/request",
  "@octokit/request-error",
  "@octokit/rest",
  "@octokit/types",
  "before-after-hook",
  "blakejs",
  "content-type",
  "dataloader",
  "json-with-bigint",
  "toad-cache",
  "tweetnacl",
  "tweetsodium",
  "undici",
  "universal-github-app-jwt",
  "universal-user-agent",
];

test("the library brings these packages and no other", () => {
  expect([...new Set(broughtBy("provider").map(nameOf))].sort()).toEqual(BROUGHT);
});

const FREE = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "Unlicense", "0BSD"];

test.each(["provider", "emulator"])("what %s brings is free to use and to pass on", (folder) => {
  const others = broughtBy(folder).filter(
    (place) => !FREE.includes(packages[place]?.license ?? ""),
  );
  expect(others).toEqual([]);
});

test.each(["provider", "emulator"])(
  "what %s brings runs nothing when it is installed",
  (folder) => {
    const running = broughtBy(folder).filter((place) => packages[place]?.hasInstallScript);
    expect(running).toEqual([]);
  },
);

/** `prepare` runs when a package is installed from its repository. */
const AT_INSTALLATION = [
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
];

test.each([
  "package.json",
  "provider/package.json",
  "emulator/package.json",
  "examples/quickstart/package.json",
])("%s has no script that runs at an installation", (file) => {
  const { scripts = {} } = read(file) as Locked;
  expect(Object.keys(scripts).filter((name) => AT_INSTALLATION.includes(name))).toEqual([]);
});

/** None of them is of the library or the emulator; docs/security.md says what they do. */
test("these packages run something when the repository is installed", () => {
  const running = Object.keys(packages).filter((place) => packages[place]?.hasInstallScript);
  expect(running.map(nameOf).sort()).toEqual([
    "@parcel/watcher",
    "@swc/core",
    "esbuild",
    "protobufjs",
  ]);
});
