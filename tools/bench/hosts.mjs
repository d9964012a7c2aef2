// `npm run bench -- hosts`: the same secrets by classes, by the plugin, as sets, and by Terraform at its best.
import { placeOf } from "./contenders.mjs";
import { grouped, seconds } from "./figures.mjs";
import { contest } from "./hosts-figures.mjs";
import { goals, notes } from "./hosts-report.mjs";
import { NO_TERRAFORM, terraformVersion } from "./peer/terraform.mjs";
import { report } from "./report.mjs";
import { starts } from "./starts.mjs";
import { bytesOfSecret } from "./state.mjs";
import { VERBS } from "./verbs.mjs";

/** Nothing is loaded into the processes that users don't have. */
const env = { NODE_OPTIONS: "" };

/** @type {import("./contenders.mjs").Contender[]} */
const CONTENDERS = [
  { name: "floor", which: "floor", env },
  { name: "classes", which: "ours", env },
  { name: "YAML", which: "yaml", env },
  { name: "generated SDK", which: "sdk", env },
  { name: "set, classes", which: "sets", env },
  { name: "set, YAML", which: "sets in yaml", env },
  { name: "Terraform", which: "terraform" },
];

/** What a thousand single resources would take too long for, and is measured with a hundred. */
const LARGE = {
  names: CONTENDERS.map(({ name }) => name).filter((name) => !/floor|SDK/.test(name)),
  verbs: ["create", "no-op preview", "refresh", "destroy"],
};

/** @param {string[]} given `100`, `1000`, and how many rounds */
export async function hosts([size, rounds]) {
  if ((await terraformVersion()) === undefined) throw new Error(NO_TERRAFORM);
  for (const count of size === undefined ? [100, 1000] : [Number(size)]) {
    await measure(count, Number(rounds ?? (count <= 100 ? 3 : 1)));
  }
}

/**
 * @param {number} count
 * @param {number} rounds
 */
async function measure(count, rounds) {
  const isLarge = count > 100;
  const latencies = isLarge ? [0] : [0, 50];
  const figures = contest(latencies);
  for (let round = 0; round < rounds; round++) {
    for (const latencyMs of latencies) await oneRound({ count, latencyMs, round, figures });
  }
  const small = isLarge ? [] : await starts(rounds);
  await report("docs/performance.md", `hosts ${count}`, [
    `${grouped(count)} secrets, median of ${rounds}.`,
    ...notes(figures),
    ...small.map(({ text }) => text),
    goals(
      count,
      figures,
      small.flatMap((one) => one.goals),
    ),
  ]);
}

/**
 * Every verb by everyone in turn, so that a busy machine slows all of them.
 * @param {{ count: number, latencyMs: number, round: number, figures: import("./hosts-figures.mjs").Contest }} what
 */
async function oneRound({ count, latencyMs, round, figures }) {
  const isLarge = count > 100;
  const there = CONTENDERS.filter(({ name }) => !isLarge || LARGE.names.includes(name));
  const order = round % 2 === 0 ? there : there.toReversed();
  const places = await Promise.all(
    order.map(async (one) => ({ name: one.name, place: await placeOf(one, { count, latencyMs }) })),
  );
  for (const verb of VERBS.filter(({ name }) => !isLarge || LARGE.verbs.includes(name))) {
    for (const { name, place } of places) {
      const found = await place.run(verb);
      figures.add(latencyMs, { name, verb: verb.name, found });
      const { wallMs, requests } = found;
      console.log(
        `${latencyMs} ms, ${verb.name}, ${name}: ${seconds(wallMs)}, ${requests} requests`,
      );
      const state = verb.name === "create" ? place.stateText() : "";
      if (state !== "") figures.noteBytes(name, bytesOfSecret(state, count));
    }
  }
  for (const { place } of places) await place.close();
}
