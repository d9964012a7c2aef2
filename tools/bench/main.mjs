// `npm run bench`: everything, in about an hour; `npm run bench -- limits`: one of them.
import { engine } from "./engine.mjs";
import { growth, memory } from "./growth.mjs";
import { hosts } from "./hosts.mjs";
import { limits } from "./limits.mjs";
import { peer } from "./peer.mjs";
import { scale } from "./scale.mjs";
import { simulation } from "./simulation.mjs";
import { startUp } from "./start-up.mjs";

/** @type {Record<string, (more: string[]) => Promise<void>>} */
const BENCHES = { limits, simulation, "start-up": startUp, engine, hosts, growth, memory, scale };

const [first, ...more] = process.argv.slice(2);

if (first === "--peer") {
  await peer(more);
} else if (first === undefined) {
  for (const bench of Object.values(BENCHES)) await bench([]);
} else {
  const bench = BENCHES[first];
  if (bench === undefined) {
    throw new Error(`npm run bench -- ${Object.keys(BENCHES).join(" | ")} | --peer terraform`);
  }
  await bench(more);
}
