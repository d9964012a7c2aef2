// Loaded into every Node process of a benched run (NODE_OPTIONS): records what the process costs. The
// engine kills the host of dynamic resources, so the figures are written all the time, not at exit.
import { renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How often the figures are written, in milliseconds. */
const EVERY = 100;

const role = roleOf(process.argv[1] ?? "");
const folder = process.env.BENCH_PROBE;
const withMemory = process.env.BENCH_MEMORY === "1";

if (folder !== undefined && role !== undefined) start(folder, `${role}-${process.pid}.json`);

/** @param {string} script */
function roleOf(script) {
  if (/[\\/]cmd[\\/]dynamic-provider/.test(script)) return "host";
  return /[\\/]cmd[\\/]run([\\/]|$)/.test(script) ? "program" : undefined;
}

/**
 * @param {string} where
 * @param {string} name
 */
function start(where, name) {
  const [draft, file] = [`${where}/draft-${name}`, `${where}/${name}`];
  let live = 0;
  const collect = withMemory ? collector() : undefined;
  const write = () => {
    if (collect !== undefined) {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      live = Math.max(live, heapUsed + external);
    }
    const { user, system } = process.cpuUsage();
    const { maxRSS } = process.resourceUsage();
    const modules = Object.keys(createRequire(import.meta.url).cache).length;
    const figures = { cpuMs: (user + system) / 1000, maxRss: maxRSS * 1024, live, modules };
    // Renamed once it is complete: the engine may end the process at any time.
    writeFileSync(draft, JSON.stringify({ ...figures, upMs: performance.now() }));
    renameSync(draft, file);
  };
  setInterval(write, withMemory ? 5 * EVERY : EVERY).unref();
  process.on("exit", write);
}

/** The garbage collector, which Node hides. What it leaves is what the process really needs. */
function collector() {
  setFlagsFromString("--expose-gc");
  /** @type {unknown} */
  const gc = runInNewContext("gc");
  return /** @type {() => void} */ (gc);
}
