import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../support/markdown";

const PACKAGES = join(ROOT, "tools", "packages");
const run = promisify(execFile);

/** Evaluates an expression over the findings' exports in a Node of its own: jest can't load ES modules. */
async function evaluate(expression: string): Promise<unknown> {
  const code = `import * as tool from ${JSON.stringify(join(PACKAGES, "findings.mjs"))};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}

test('publint, "are the types wrong?" and the list of files find nothing wrong with both packages', async () => {
  const { stdout } = await run(process.execPath, [join(PACKAGES, "check.mjs")]);
  expect(stdout).toMatch(/^✓ pulumi-github-codespaces-\S+\n✓ github-codespaces-emulator-\S+\n$/);
});

test("they would find what is wrong", async () => {
  const folder = mkdtempSync(join(tmpdir(), "packages-test-"));
  try {
    const manifest = { name: "broken", version: "1.0.0", main: "./gone.js", files: [".cache"] };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(folder, "README.md"), "");
    await run("npm", ["pack"], { cwd: folder });
    const tarball = JSON.stringify(join(folder, "broken-1.0.0.tgz"));
    const found = (await evaluate(`await tool.findingsOf("emulator", ${tarball})`)) as string[];

    expect(found).toContainEqual(expect.stringMatching(/^publint: .*main.* does not exist/));
    expect(found).toContain("types: there are none");
    expect(found).toContain("dist/index.js is missing in it");
    const more = await evaluate(`tool.ofFiles(["a.js", "dist/.tsbuildinfo"], ["a.js"])`);
    expect(more).toEqual(["dist/.tsbuildinfo doesn't belong in it"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
