import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT } from "../../test/support/markdown";

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  engines?: Record<string, string>;
}

interface Locked extends Manifest {
  version?: string;
  link?: boolean;
  resolved?: string;
  integrity?: string;
}

interface Lock {
  packages: Record<string, Locked>;
}

const lock = jsonIn("package-lock.json") as Lock;

/** The folders that are in the checkout: the root, and each workspace. */
const own = Object.keys(lock.packages).filter((path) => !path.includes("node_modules/"));

test("the lock has an entry for whatever a locked package names, for other platforms too", () => {
  expect(missingIn(lock)).toEqual([]);
});

test("an optional package of another platform that the lock lacks is missed", () => {
  const packages: Lock["packages"] = {
    "": { dependencies: { tool: "1" } },
    "node_modules/tool": { optionalDependencies: { "tool-linux": "1", "tool-darwin": "1" } },
    "node_modules/tool-linux": { dependencies: { inner: "1" }, peerDependencies: { host: "1" } },
    "node_modules/tool/node_modules/inner": {},
    "node_modules/not-asked-for": {
      peerDependencies: { extra: "1" },
      peerDependenciesMeta: { extra: { optional: true } },
    },
  };

  expect(missingIn({ packages })).toEqual([
    "tool-darwin of node_modules/tool",
    "inner of node_modules/tool-linux",
    "host of node_modules/tool-linux",
  ]);
});

test.each(own)("the lock knows package.json of %p as it is", (folder) => {
  const manifest = jsonIn(posix.join(folder, "package.json")) as Manifest;
  const kinds = [
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
    "peerDependenciesMeta",
    "engines",
  ] as const;

  for (const kind of kinds) {
    expect({ [kind]: lock.packages[folder]?.[kind] }).toEqual({ [kind]: manifest[kind] });
  }
});

test("each locked package has its checksum, and an address only at npm's registry", () => {
  const npm = "https://registry.npmjs.org/";
  const others = Object.entries(lock.packages)
    .filter(([path, { link }]) => !own.includes(path) && link !== true)
    .filter(([, { resolved = npm, integrity = "" }]) => {
      return !resolved.startsWith(npm) || !integrity.startsWith("sha512-");
    })
    .map(([path]) => path);

  expect(others).toEqual([]);
});

/** `npm ci` refuses a lock in which one of these is missing. */
function missingIn({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, locked]) =>
    wantedBy(locked)
      .filter((name) => !placesOf(name, path).some((place) => place in packages))
      .map((name) => `${name} of ${path}`),
  );
}

function wantedBy(locked: Locked): string[] {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = locked;
  const peers = Object.keys(peerDependencies).filter(
    (name) => peerDependenciesMeta[name]?.optional !== true,
  );
  const { dependencies, devDependencies, optionalDependencies } = locked;
  return [
    ...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }),
    ...peers,
  ];
}

/** Where Node looks for a package that the one at `path` asks for: beside it, and further up. */
function placesOf(name: string, path: string): string[] {
  const place = posix.join(path, "node_modules", name);
  if (path === "") return [place];
  const parent = path.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$|\/?[^/]+$/, "");
  return [place, ...placesOf(name, parent)];
}

function jsonIn(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}
