// `npm run bench -- simulation`: the limiter on a virtual clock, for any number of secrets.
import { Limiter } from "../../provider/dist/github/limits/limiter.js";
import { readSettings } from "../../provider/dist/settings/reading.js";
import { grouped, longTime, minimumTime, POINTS_A_MINUTE, table } from "./figures.mjs";
import { ModelledGitHub } from "./modelled-github.mjs";
import { report } from "./report.mjs";
import { VirtualClock } from "./virtual-clock.mjs";

const START = Date.parse("2026-12-01T10:00:00Z");
const LATENCY = 50;
const PER_SCOPE = 100;
const SIZES = [100, 1000, 10_000, 100_000];
/** Requests an hour: none, a user's token, an app of an Enterprise Cloud organization. */
const HOURLY = [Infinity, 15_000, 5_000];

export async function simulation() {
  const rows = [];
  for (const count of SIZES) rows.push(await rowOf(count));
  await report("docs/scale.md", "simulation", [
    `Creating secrets of repositories, ${PER_SCOPE} each, with ${LATENCY} ms for each request.`,
    table(
      [
        "secrets",
        "requests",
        "points",
        "least time for the points",
        "no hourly limit",
        "part of the least",
        "15,000 an hour",
        "5,000 an hour",
        "refused",
      ],
      rows,
    ),
  ]);
}

/** @param {number} count */
export async function rowOf(count) {
  const routes = routesOf(count);
  const runs = [];
  for (const perHour of HOURLY) runs.push(await simulate(routes, perHour));
  const [free = Number.NaN, ...limited] = runs.map(({ took }) => took);
  const points = runs[0]?.points ?? 0;
  const lastRequests = Math.ceil((points % POINTS_A_MINUTE || POINTS_A_MINUTE) / 5);
  const least = minimumTime({ points, lastRequests, latencyMs: LATENCY });
  const refused = runs.reduce((sum, run) => sum + run.refused, 0);
  const part = (free / Math.max(least, LATENCY)).toFixed(3);
  const times = [longTime(least), longTime(free), part, ...limited.map(longTime)];
  return [grouped(count), grouped(routes.length), grouped(points), ...times, refused];
}

/** A list and a key for each repository, then its secrets. @param {number} count */
function routesOf(count) {
  const scopes = Math.ceil(count / PER_SCOPE);
  const reads = Array.from({ length: 2 * scopes }, () => "GET");
  return [...reads, ...Array.from({ length: count }, () => "PUT")];
}

/**
 * @param {string[]} routes
 * @param {number} perHour
 */
async function simulate(routes, perHour) {
  const clock = new VirtualClock(START);
  const github = new ModelledGitHub(clock, perHour);
  const say = { info: () => undefined, warn: () => undefined };
  // The reset of an hourly limit may be an hour away; by default the limiter gives up before that.
  const { limits } = readSettings(() => undefined, {});
  const limiter = new Limiter({ ...limits, longestWait: 3_700_000 }, clock, say);
  const send = async (/** @type {string} */ route) => {
    for (let again = true; again;) {
      const leave = await limiter.enter(route);
      await clock.sleep(LATENCY);
      again = leave(github.answer(route));
    }
  };
  await clock.runUntil(Promise.all(routes.map(send)));
  return { took: clock.now() - START, points: github.points, refused: github.refused };
}
