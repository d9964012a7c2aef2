import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const TOOLS = resolve(__dirname, "..");
const execute = promisify(execFile);

async function evaluate(file: string, expression: string): Promise<unknown> {
  const code = `import * as tool from ${JSON.stringify(join(TOOLS, file))};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await execute(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}

test("Node 20.19 and 22.12 or newer are supported, 21 is not", async () => {
  const versions = [
    "20.19.0",
    "20.20.2",
    "22.12.0",
    "24.0.0",
    "18.20.0",
    "20.18.3",
    "21.7.0",
    "22.11.0",
  ];
  const supported = await evaluate(
    "run/node-version.mjs",
    `${JSON.stringify(versions)}.filter(tool.isSupportedNode)`,
  );

  expect(supported).toEqual(["20.19.0", "20.20.2", "22.12.0", "24.0.0"]);
});

test("a package that is absent or of another version is missing, an optional one is not", async () => {
  const wanted = {
    packages: {
      "": {},
      provider: { version: "0.1.0" },
      "node_modules/same": { version: "1.0.0" },
      "node_modules/newer": { version: "2.0.0" },
      "node_modules/absent": { version: "1.0.0" },
      "node_modules/other-platform": { version: "1.0.0", optional: true },
    },
  };
  const installed = {
    packages: {
      provider: { version: "0.1.0" },
      "node_modules/same": { version: "1.0.0" },
      "node_modules/newer": { version: "1.0.0" },
    },
  };
  const missing = await evaluate(
    "run/dependencies.mjs",
    `tool.missingPackages(${JSON.stringify(wanted)}, ${JSON.stringify(installed)})`,
  );

  expect(missing).toEqual(["node_modules/newer", "node_modules/absent"]);
});

describe("a checkout without its dependencies", () => {
  let checkout: string;

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), "checkout-"));
    cpSync(TOOLS, join(checkout, "tools"), { recursive: true });
    const packages = { "node_modules/absent": { version: "1.0.0" } };
    writeFileSync(join(checkout, "package-lock.json"), JSON.stringify({ packages }));
    // In the place of npm: it notes what it was called with, and fails.
    const npm = 'require("fs").writeFileSync("called.txt", process.argv.slice(2).join(" "));';
    writeFileSync(join(checkout, "npm.js"), `${npm} process.exit(3);`);
  });
  afterEach(() => {
    rmSync(checkout, { recursive: true });
  });

  test.each(["setup", "test", "demo", "bench"])(
    "%s installs what the lock says, and ends where that fails",
    async (command) => {
      const env = { ...process.env, npm_execpath: join(checkout, "npm.js") };
      const run = [join(checkout, "tools/run.mjs"), command];
      await expect(execute(process.execPath, run, { env })).rejects.toMatchObject({
        code: 3,
        stderr: expect.stringContaining(
          "install dependencies (1 are missing or outdated)",
        ) as unknown,
      });

      const called = readFileSync(join(checkout, "called.txt"), "utf8");
      expect(called).toBe("ci --include=dev --no-audit --no-fund");
    },
  );
});

test("an unknown command prints the known ones and fails", async () => {
  await expect(execute(process.execPath, [join(TOOLS, "run.mjs"), "tset"])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("setup | test | demo") as unknown,
  });
});
