// `npm run bench -- --peer terraform`: the same work by terraform-provider-github, compared with ours.
import { placeOf } from "./contenders.mjs";
import { seconds, table } from "./figures.mjs";
import { PEER_VERSION } from "./peer/build.mjs";
import { BEST, DEFAULT, NO_TERRAFORM, terraformVersion } from "./peer/terraform.mjs";
import { report } from "./report.mjs";
import { VERBS } from "./verbs.mjs";

const COUNT = 100;

/** @typedef {Record<string, import("./contenders.mjs").Figures>} ByVerb */

/** @param {string[]} names */
export async function peer([name, ...chosen]) {
  if (name !== "terraform") throw new Error("npm run bench -- --peer terraform [best | default]");
  const version = await terraformVersion();
  if (version === undefined) throw new Error(NO_TERRAFORM);
  const wanted = [DEFAULT, BEST].filter(
    (one) => chosen.length === 0 || chosen.some((word) => one.name.endsWith(word)),
  );
  /** @type {import("./contenders.mjs").Contender[]} */
  const contenders = [
    { name: "ours", which: "ours" },
    ...wanted.map((settings) => ({
      name: settings.name,
      which: /** @type {const} */ ("terraform"),
      settings,
    })),
  ];
  /** @type {{ name: string, byVerb: ByVerb }[]} */
  const columns = [];
  for (const one of contenders) columns.push({ name: one.name, byVerb: await all(one) });
  const rows = VERBS.map((verb) => [
    verb.name,
    ...columns.map(({ byVerb }) => {
      const { requests = 0, points = 0, wallMs = 0 } = byVerb[verb.name] ?? {};
      return `${requests} (${points} points), ${seconds(wallMs)}`;
    }),
  ]);
  await report("docs/performance.md", "peer", [
    `${COUNT} organization secrets with three repositories each, at no latency: requests, points and wall time. ` +
      `terraform-provider-github ${PEER_VERSION} with Terraform ${version}, which is told not to refresh ` +
      "where ours doesn't either.",
    table(["", ...columns.map((column) => column.name)], rows),
  ]);
}

/** @param {import("./contenders.mjs").Contender} contender @returns {Promise<ByVerb>} */
async function all(contender) {
  const place = await placeOf(contender, { count: COUNT, latencyMs: 0 });
  /** @type {ByVerb} */
  const byVerb = {};
  try {
    for (const verb of VERBS) {
      const figures = (byVerb[verb.name] = await place.run(verb));
      console.log(`${contender.name}, ${verb.name}: ${seconds(figures.wallMs)}`);
    }
  } finally {
    await place.close();
  }
  return byVerb;
}
