import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const TOOLS = resolve(__dirname, "../../tools");
const run = promisify(execFile);

async function evaluate(file: string, expression: string): Promise<unknown> {
  const code = `import * as tool from ${JSON.stringify(join(TOOLS, file))};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
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

test("an unknown command prints the known ones and fails", async () => {
  await expect(run(process.execPath, [join(TOOLS, "run.mjs"), "tset"])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("setup | test | demo") as unknown,
  });
});
