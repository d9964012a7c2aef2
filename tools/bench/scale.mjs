// `npm run bench -- scale`: what the engine's settings do to a large stack.
import { grouped, seconds, table } from "./figures.mjs";
import { report } from "./report.mjs";
import { declare, newProject, startWorld } from "./world.mjs";

/** @type {{ name: string, env: Record<string, string>, args: string[] }[]} */
const WAYS = [
  { name: "as it is", env: {}, args: [] },
  { name: "`PULUMI_SKIP_CHECKPOINTS=true`", env: { PULUMI_SKIP_CHECKPOINTS: "true" }, args: [] },
  { name: "`--parallel=100`", env: {}, args: ["--parallel=100"] },
  { name: "`PULUMI_DIY_BACKEND_GZIP=true`", env: { PULUMI_DIY_BACKEND_GZIP: "true" }, args: [] },
];

/** @param {string[]} sizes */
export async function scale(sizes) {
  const counts = sizes.length > 0 ? sizes.map(Number) : [300, 1000];
  const rows = [];
  for (const way of WAYS) {
    const walls = [];
    for (const count of counts) walls.push(await createWith(way, count));
    rows.push([way.name, ...walls.map(seconds)]);
  }
  const heads = counts.map((count) => `${grouped(count)} secrets`);
  const notes = ["Wall time of the `up` that creates them, at no latency, with the file backend."];
  await report("docs/scale.md", "scale", [...notes, table(["", ...heads], rows)]);
}

/**
 * @param {(typeof WAYS)[number]} way
 * @param {number} count
 */
async function createWith({ name, env, args }, count) {
  const emulator = await startWorld(count);
  const project = await newProject("ours", emulator, env);
  declare(project, "ours", { count, changed: 0 });
  const up = ["up", "--yes", "--skip-preview", "--stack", "dev", ...args];
  const { wallMs } = await project.run(up);
  console.log(`${count} ${name}: ${seconds(wallMs)}`);
  project.remove();
  await emulator.close();
  return wallMs;
}
