// `npm run bench -- growth`: the host's CPU time as a stack grows. `-- memory`: the memory it keeps.
import { fittedExponent, goalTable, grouped, megabytes, seconds, table } from "./figures.mjs";
import { report } from "./report.mjs";
import { VERBS } from "./verbs.mjs";
import { declare, newProject, startWorld } from "./world.mjs";

const SIZES = [10, 100, 1000, 3000];
/** The length of the values in programs.mjs. */
const VALUE_BYTES = 26;
const KEPT_BYTES = 8 * 1024;
/** The engine's own time isn't measured here, so its checkpoints are skipped. */
const QUICK = { PULUMI_SKIP_CHECKPOINTS: "true" };

/** @param {string[]} given */
export async function growth(given) {
  const sizes = given.length > 0 ? given.map(Number) : SIZES;
  /** @type {Map<string, { x: number, y: number }[]>} */
  const costs = new Map(VERBS.map(({ name }) => [name, []]));
  for (const count of sizes) await measure(count, costs);
  const verbs = VERBS.filter(({ name }) => name !== "value of one");
  const exponentOf = (/** @type {string} */ verb) => exponentWithoutStart(costs.get(verb) ?? []);
  const rows = verbs.map(({ name }) => [
    name,
    ...(costs.get(name) ?? []).map(({ y }) => seconds(y)),
    exponentOf(name).toFixed(2),
  ]);
  const goals = verbs.map(({ name }) => ({
    goal: `exponent of ${name}`,
    most: 1.1,
    measured: exponentOf(name),
  }));
  await report("docs/performance.md", "growth", [
    "CPU time of the host process. The exponent is fitted to what is more than the first column, which is the start.",
    table(["", ...sizes.map(grouped), "exponent"], rows),
    goalTable(goals),
  ]);
}

/**
 * @param {number} count
 * @param {Map<string, { x: number, y: number }[]>} costs
 */
async function measure(count, costs) {
  const emulator = await startWorld(count);
  const project = await newProject("ours", emulator, QUICK);
  for (const verb of VERBS) {
    declare(project, "ours", { count, changed: verb.changed(count) });
    const { host, wallMs } = await project.run([...verb.args, "--stack", "dev"]);
    costs.get(verb.name)?.push({ x: count, y: host?.cpuMs ?? Number.NaN });
    console.log(`${count} ${verb.name}: ${seconds(wallMs)}`);
  }
  project.remove();
  await emulator.close();
}

/** Start-up costs the same for ten resources as for thousands. @param {{ x: number, y: number }[]} points */
function exponentWithoutStart([first, ...more]) {
  const start = first?.y ?? 0;
  return fittedExponent(more.map(({ x, y }) => ({ x, y: Math.max(1, y - start) })));
}

export async function memory() {
  const sizes = [1000, 3000];
  /** @type {import("./pulumi-project.mjs").Cost[]} */
  const figures = [];
  for (const count of sizes) figures.push(await memoryOf(count));
  const [less = { live: 0, maxRss: 0 }, more = { live: 0, maxRss: 0 }] = figures;
  const perSecret = (/** @type {"live" | "maxRss"} */ what) => (more[what] - less[what]) / 2000;
  const rows = sizes.map((count, index) => [
    grouped(count),
    megabytes(figures[index]?.live ?? 0),
    megabytes(figures[index]?.maxRss ?? 0),
  ]);
  await report("docs/performance.md", "memory", [
    "The host during `up` that creates the secrets, its garbage collected twice a second.",
    table(["secrets", "most that is in use", "largest resident memory"], rows),
    goalTable([
      {
        goal: "bytes in use a secret more",
        most: VALUE_BYTES + KEPT_BYTES,
        measured: perSecret("live"),
      },
      {
        goal: "resident bytes a secret more",
        most: VALUE_BYTES + KEPT_BYTES,
        measured: perSecret("maxRss"),
      },
    ]),
  ]);
}

/** @param {number} count */
async function memoryOf(count) {
  const emulator = await startWorld(count);
  const project = await newProject("ours", emulator, { ...QUICK, BENCH_MEMORY: "1" });
  declare(project, "ours", { count, changed: 0 });
  const { host } = await project.run(["up", "--yes", "--skip-preview", "--stack", "dev"]);
  project.remove();
  await emulator.close();
  if (host === undefined) throw new Error("the host was not measured");
  return host;
}
