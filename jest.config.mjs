import { spawnSync } from "node:child_process";

// Three kinds of test, each a project, so that one can be run alone: `npx jest --selectProjects unit`.
const esmOnly = [
  "@octokit",
  "universal-user-agent",
  "universal-github-app-jwt",
  "before-after-hook",
  "content-type",
  "json-with-bigint",
  "fast-content-type-parse",
  "toad-cache",
  "happy-dom",
  "entities",
];

/** Node wants the extension in `import(…)` of an own file; jest runs the TypeScript beside it. */
const ownImports = { "^(\\.{2}/.*shared-session)\\.js$": "$1" };

/** The tests that lie beside what they test. @type {Record<string, string[]>} */
const besides = {
  unit: ["<rootDir>/tools/test/*.test.ts"],
  contract: ["<rootDir>/emulator/test/*.test.ts"],
  // Then with all faults, in the place of every second one.
  soak: ["<rootDir>/test/contract/faults/*.test.ts"],
};

/** @param {string} name @param {Record<string, unknown>} [more] */
const project = (name, more = {}) => ({
  displayName: name,
  rootDir: ".",
  testEnvironment: "node",
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`, ...(besides[name] ?? [])],
  transform: {
    "\\.[jt]s$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  moduleNameMapper: ownImports,
  modulePathIgnorePatterns: ["<rootDir>/.cache/"],
  transformIgnorePatterns: [
    `/node_modules/(?!(${esmOnly.join("|")})/)`,
    "<rootDir>/(provider|emulator)/dist/",
  ],
  ...more,
});

/** What takes thirty times as long in a sandbox of Jest. */
const outsideOfTheSandbox = {
  testEnvironment: "<rootDir>/test/support/environment.mjs",
  moduleNameMapper: {
    ...ownImports,
    "^tweetsodium$": "<rootDir>/test/support/tweetsodium.cjs",
  },
};

/**
 * Linux lets users have a file system of their own, unless somebody has forbidden it (Ubuntu does). Elsewhere the full disk is the
 * soak's stand-in, a file in the place of the state's folder.
 */
const tried = ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
const canMount = spawnSync("unshare", tried, { stdio: "ignore" }).status === 0;

/** What runs Pulumi's engine. */
const onTheEngine = { globalSetup: "<rootDir>/test/support/key-server.mjs" };

/** Suites that hold for both hosts, and run on the plugin too: `npm run test:hosts` and `npm run test:soak` run them all. */
const ofBothHosts = [
  "e2e/{never-deleted,never-deleted-moves,never-deleted-replaced,drift,interruptions,policies,secrecy,reviewing}.test.ts",
  "contract/{access,any-github,codespace,faults,histories,hostile,interruptions,secret,sets}/*.test.ts",
];
/** Those that find most in a second. */
const inShort = [
  "e2e/never-deleted.test.ts",
  "contract/histories/kept.test.ts",
  "contract/secret/{all-ignored,get,imported-by-file,keep-value,left-to-others,replaced-by-command,several-processes}.test.ts",
  "contract/sets/{moving,org,undeclared}.test.ts",
];
const areAll = process.env.SOAK_MINUTES !== undefined || process.env.ALL_HOSTS !== undefined;
const onPlugin = areAll ? ofBothHosts : inShort;

export default {
  projects: [
    project("unit"),
    project("contract", outsideOfTheSandbox),
    project("e2e", {
      ...outsideOfTheSandbox,
      ...onTheEngine,
      ...(!canMount && { testPathIgnorePatterns: ["/e2e/full-disk"] }),
    }),
    project("plugin", {
      ...outsideOfTheSandbox,
      ...onTheEngine,
      testMatch: onPlugin.map((suite) => `<rootDir>/test/${suite}`),
      setupFiles: ["<rootDir>/test/support/on-the-plugin.cjs"],
    }),
    // `npm run test:soak`: it goes on for as long as it is told.
    // `npm run test:languages`: it needs language hosts that take minutes to build.
    ...(process.env.LANGUAGES_JSON === undefined ? [] : [project("languages")]),
    ...(process.env.SOAK_MINUTES === undefined ? [] : [project("soak", outsideOfTheSandbox)]),
  ],
  // One more than CI has cores: who waits for a disk, a registry or a signal leaves its core to another.
  maxWorkers: 3,
  // What Node hasn't collected of earlier test files makes a worker's end take longer than the half
  // second that Jest waits for it. A new worker is there in a second.
  workerIdleMemoryLimit: "200MB",
  testSequencer: "<rootDir>/test/support/sequencer.mjs",
  // Against what never ends: on a busy machine a command of Pulumi's takes 20 seconds.
  testTimeout: 300_000,
};
