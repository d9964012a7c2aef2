// `npm run bench -- engine`: the real engine with our resources, compared with the same program with
// resources that do nothing.
import { PARALLEL, placeOf } from "./contenders.mjs";
import { goalTable, grouped, median, megabytes, seconds, table, twoDigits } from "./figures.mjs";
import { report } from "./report.mjs";
import { stateParts } from "./state.mjs";
import { VERBS } from "./verbs.mjs";

const LATENCY = 50;

/** @typedef {"floor" | "at 0 ms" | "at 50 ms"} Setting */
/** @typedef {import("./contenders.mjs").Figures} Figures */
/** @typedef {Record<string, Partial<Record<Setting, Figures[]>>>} Measured by verb */

/** @type {{ setting: Setting, which: import("./programs.mjs").Which, latencyMs: number }[]} */
const SETTINGS = [
  { setting: "floor", which: "floor", latencyMs: 0 },
  { setting: "at 0 ms", which: "ours", latencyMs: 0 },
  { setting: "at 50 ms", which: "ours", latencyMs: LATENCY },
];

/** @param {string[]} sizes */
export async function engine(sizes) {
  const counts = sizes.length > 0 ? sizes.map(Number) : [100, 1000];
  for (const count of counts) {
    const rounds = count <= 100 ? 3 : 1;
    /** @type {Measured} */
    const measured = {};
    let state = stateParts("");
    for (let round = 0; round < rounds; round++) state = await oneRound(count, measured, round);
    await report("docs/performance.md", `engine ${count}`, [
      `${grouped(count)} secrets, median of ${rounds}, ${PARALLEL} at once.`,
      wallTable(measured),
      cpuTable(measured),
      requestTable(measured),
      goalTable([...wallGoals(count, measured), ...state.goals]),
      ...state.notes,
    ]);
  }
}

/**
 * Runs every verb in the three settings, one after the other, so that a busy machine slows all of them.
 * @param {number} count
 * @param {Measured} measured
 * @param {number} round
 */
async function oneRound(count, measured, round) {
  const order = round % 2 === 0 ? SETTINGS : [...SETTINGS].reverse();
  const places = await Promise.all(
    order.map(async ({ setting, which, latencyMs }) => ({
      setting,
      place: await placeOf({ name: setting, which }, { count, latencyMs }),
    })),
  );
  let state = "";
  for (const verb of VERBS) {
    for (const { setting, place } of places) {
      const figures = await place.run(verb);
      ((measured[verb.name] ??= {})[setting] ??= []).push(figures);
      const { wallMs, cpuMs } = figures;
      console.log(`${count} ${verb.name} ${setting}: ${seconds(wallMs)}, CPU ${seconds(cpuMs)}`);
      if (verb.name === "create" && setting === "at 0 ms") state = place.stateText();
    }
  }
  for (const { place } of places) await place.close();
  return stateParts(state);
}

/**
 * @param {Measured} measured
 * @param {string} verb
 * @param {Setting} setting
 */
function figuresOf(measured, verb, setting) {
  const all = measured[verb]?.[setting] ?? [];
  const of = (/** @type {keyof Figures} */ name) => median(all.map((figures) => figures[name]));
  return {
    wallMs: of("wallMs"),
    cpuMs: of("cpuMs"),
    requests: of("requests"),
    points: of("points"),
    atOnce: Math.max(...all.map(({ atOnce }) => atOnce)),
    rss: Math.max(...all.map(({ rss }) => rss)),
  };
}

/** How long the floor would take if the requests' time were added. @param {Measured} measured @param {string} verb */
function floorWithLatency(measured, verb) {
  const { requests } = figuresOf(measured, verb, "at 50 ms");
  const { wallMs } = figuresOf(measured, verb, "floor");
  return wallMs + Math.ceil(requests / PARALLEL) * LATENCY;
}

/** @param {Measured} measured */
function wallTable(measured) {
  const rows = VERBS.map(({ name }) => {
    const floor = figuresOf(measured, name, "floor").wallMs;
    const ours = figuresOf(measured, name, "at 0 ms").wallMs;
    const late = figuresOf(measured, name, "at 50 ms").wallMs;
    const least = floorWithLatency(measured, name);
    return [
      name,
      seconds(floor),
      seconds(ours),
      twoDigits(ours / floor),
      seconds(least),
      seconds(late),
      twoDigits(late / least),
    ];
  });
  const more = ["floor + requests at 50 ms", "ours at 50 ms", "ratio"];
  return table(["", "floor", "ours at 0 ms", "ratio", ...more], rows);
}

/** The CPU time of all processes of a run, which depends little on what else the machine does. @param {Measured} measured */
function cpuTable(measured) {
  const rows = VERBS.map(({ name }) => {
    const floor = figuresOf(measured, name, "floor").cpuMs;
    const ours = figuresOf(measured, name, "at 0 ms").cpuMs;
    return [name, seconds(floor), seconds(ours), twoDigits(ours / floor)];
  });
  return table(["CPU time of engine, program and host", "floor", "ours at 0 ms", "ratio"], rows);
}

/** @param {Measured} measured */
function requestTable(measured) {
  const rows = VERBS.map(({ name }) => {
    const { requests, points, rss } = figuresOf(measured, name, "at 0 ms");
    const { atOnce } = figuresOf(measured, name, "at 50 ms");
    return [name, grouped(requests), grouped(points), atOnce, megabytes(rss)];
  });
  return table(["", "requests", "points", "at once, at 50 ms", "host's largest memory"], rows);
}

/** @param {number} count @param {Measured} measured */
function wallGoals(count, measured) {
  const preview = figuresOf(measured, "no-op preview", "at 0 ms").wallMs;
  const floorOfPreview = figuresOf(measured, "no-op preview", "floor").wallMs;
  const goal = "no-op preview: part of the floor";
  if (count <= 100) return [{ goal, most: 1.15, measured: preview / floorOfPreview }];
  return VERBS.flatMap(({ name }) => {
    const ours = figuresOf(measured, name, "at 0 ms").wallMs;
    const late = figuresOf(measured, name, "at 50 ms").wallMs;
    const floor = figuresOf(measured, name, "floor").wallMs;
    const least = floorWithLatency(measured, name);
    return [
      { goal: `${name}, 0 ms: part of the floor`, most: 1.25, measured: ours / floor },
      { goal: `${name}, 50 ms: part of floor and requests`, most: 1.25, measured: late / least },
    ];
  });
}
