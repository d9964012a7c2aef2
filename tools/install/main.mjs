// `npm run test:install`: the packages, as they would be published, installed with every client and applied in every language, and
// the commands of docs/install.md, the plugin as docs/languages.md gets it from npm, and each example as its copy in an empty folder.
// `-- --only "pnpm"` runs those whose names contain the text; `-- --list` only names them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seedWith, startEmulator } from "github-codespaces-emulator";
import { packBuilt } from "../packages/tarballs.mjs";
import { runCell } from "./cell.mjs";
import { DOCUMENTED, runDocumented } from "./documented.mjs";
import { EXAMPLES, runExample } from "./examples.mjs";
import { cells, nameOf } from "./table.mjs";
import { runYaml } from "./yaml-program.mjs";

/** @typedef {{ tarball: string, emulator: import("github-codespaces-emulator").Emulator }} World */
/** @typedef {{ name: string, run: (world: World) => Promise<void> }} Case */

/** @type {Case[]} */
const CASES = [
  ...DOCUMENTED.map((client) => ({
    name: `docs/install.md · ${client}`,
    run: (/** @type {World} */ world) => runDocumented(client, world),
  })),
  { name: "docs/languages.md · npm", run: runYaml },
  ...EXAMPLES.map((example) => ({
    name: `examples/${example.folder}`,
    run: (/** @type {World} */ world) => runExample(example, world),
  })),
  ...cells().map((cell) => ({
    name: nameOf(cell),
    run: (/** @type {World} */ world) => runCell(cell, world),
  })),
];

/** A registry may lack for a moment what was published just now: worth a second try, and no more. */
const OF_THE_REGISTRY = /registry\S+: Not Found - 404|ECONNRESET|ETIMEDOUT|EAI_AGAIN/;

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true }, list: { type: "boolean" } },
});
const only = values.only ?? [];
const chosen = CASES.filter(({ name }) => only.every((text) => name.includes(text)));

if (values.list) for (const { name } of chosen) console.log(name);
else process.exitCode = await runAll();

/** @returns {Promise<number>} the exit code */
async function runAll() {
  const folder = mkdtempSync(join(tmpdir(), "codespaces-packages-"));
  // What the examples ask for.
  const seed = seedWith({ organizations: 2, teams: { platform: ["hubot"] } });
  const emulator = await startEmulator({ seed });
  let failed = 0;
  try {
    const [tarball = ""] = await packBuilt(folder);
    for (const one of chosen) {
      emulator.reset();
      if (!(await passes(one, { tarball, emulator }))) failed += 1;
    }
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
  console.log(`${chosen.length - failed} of ${chosen.length} pass.`);
  return failed === 0 && chosen.length > 0 ? 0 : 1;
}

/**
 * @param {Case} one
 * @param {World} world
 */
async function passes({ name, run }, world) {
  const started = performance.now();
  const attempt = () =>
    run(world).then(
      () => undefined,
      (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error)),
    );
  let problem = await attempt();
  if (problem !== undefined && OF_THE_REGISTRY.test(problem)) {
    world.emulator.reset();
    problem = await attempt();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problem === undefined ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (problem !== undefined) console.log(problem.replace(/^/gm, "    "));
  return problem === undefined;
}
