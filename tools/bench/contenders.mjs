import { availableParallelism } from "node:os";
import { buildPeer } from "./peer/build.mjs";
import { forwardTo } from "./peer/forward.mjs";
import { BEST, COMMANDS, TerraformProject } from "./peer/terraform.mjs";
import { asked, declare, declared, newProject, startWorld } from "./world.mjs";

/** How many operations the engine runs at once by default. */
export const PARALLEL = 4 * availableParallelism();

/**
 * Somebody who does the same work.
 * @typedef {object} Contender
 * @property {string} name
 * @property {import("./programs.mjs").Which | "terraform"} which
 * @property {import("./peer/terraform.mjs").PeerSettings} [settings] of Terraform; default: its best
 * @property {Record<string, string>} [env] of Pulumi
 */

/**
 * What a verb took. `emulatorMs` is the CPU time of the emulator, which is in this process.
 * @typedef {import("./world.mjs").Asked & { wallMs: number, cpuMs: number, emulatorMs: number, rss: number }} Figures
 */

/**
 * A contender at its work, in a world and with a state of its own.
 * @typedef {object} Place
 * @property {(verb: import("./verbs.mjs").Verb) => Promise<Figures>} run
 * @property {() => string} stateText
 * @property {() => Promise<void>} close
 */

/**
 * @param {Contender} contender
 * @param {{ count: number, latencyMs: number }} world
 * @returns {Promise<Place>}
 */
export async function placeOf(contender, { count, latencyMs }) {
  const emulator = await startWorld(count);
  emulator.configure({ latencyMs });
  const worker = await (contender.which === "terraform" ? terraform : pulumi)(contender, emulator);
  return {
    run: async (verb) => {
      worker.declare(count, verb.changed(count));
      emulator.clearRequests();
      const before = process.cpuUsage();
      const { wallMs, cpuMs, rss = 0 } = await worker.run(verb);
      const { user, system } = process.cpuUsage(before);
      return { wallMs, cpuMs, rss, emulatorMs: (user + system) / 1000, ...asked(emulator) };
    },
    stateText: () => worker.stateText(),
    close: async () => {
      worker.remove();
      await emulator.close();
    },
  };
}

/**
 * @typedef {object} Worker
 * @property {(count: number, changed: number) => void} declare
 * @property {(verb: import("./verbs.mjs").Verb) => Promise<{ wallMs: number, cpuMs: number, rss?: number }>} run
 * @property {() => string} stateText
 * @property {() => void} remove
 */

/**
 * @param {Contender} contender
 * @param {import("./world.mjs").Emulator} emulator
 * @returns {Promise<Worker>}
 */
async function pulumi({ which, env }, emulator) {
  if (which === "terraform") throw new Error("no program of Pulumi");
  const project = await newProject(which, emulator, env);
  return {
    declare: (count, changed) => {
      declare(project, which, { count, changed });
    },
    run: async ({ args }) => {
      const spent = await project.run([...args, "--stack", "dev", `--parallel=${PARALLEL}`]);
      return { ...spent, rss: spent.host?.maxRss ?? 0 };
    },
    stateText: () => project.stateText(),
    remove: () => {
      project.remove();
    },
  };
}

/**
 * @param {Contender} contender
 * @param {import("./world.mjs").Emulator} emulator
 * @returns {Promise<Worker>}
 */
async function terraform({ settings = BEST }, emulator) {
  const project = new TerraformProject(await buildPeer(console.log), settings);
  const forward = await forwardTo(emulator.url);
  const { url } = forward;
  const ids = new Map(emulator.seed.repositories.map(({ fullName, id }) => [fullName, id]));
  return {
    declare: (count, changed) => {
      project.write(declared(count, changed), { url, token: emulator.token, ids });
    },
    run: ({ name }) => project.run(COMMANDS[name] ?? []),
    stateText: () => "",
    remove: () => {
      project.remove();
      forward.close();
    },
  };
}
