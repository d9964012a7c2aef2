// `npm run bench -- --peer terraform`: the same work by terraform-provider-github, compared with ours.
import { seconds, table } from "./figures.mjs";
import { buildPeer, PEER_VERSION } from "./peer/build.mjs";
import { forwardTo } from "./peer/forward.mjs";
import { NO_TERRAFORM, TerraformProject, terraformVersion } from "./peer/terraform.mjs";
import { report } from "./report.mjs";
import { VERBS } from "./verbs.mjs";
import { asked, declare, newProject, startWorld } from "./world.mjs";

const COUNT = 100;

/** @typedef {Record<string, { requests: number, points: number, wallMs: number }>} ByVerb */

/** @type {import("./peer/terraform.mjs").PeerSettings[]} */
const SETTINGS = [
  { name: "terraform, its default", provider: "", args: [] },
  {
    name: "terraform, its best",
    provider: "write_delay_ms = 0\n  read_delay_ms = 0\n  parallel_requests = true",
    args: ["-parallelism=100"],
  },
];

/** @type {Record<string, string[]>} */
const COMMANDS = {
  create: ["apply", "-auto-approve", "-refresh=false"],
  "no-op preview": ["plan", "-refresh=false"],
  refresh: ["apply", "-refresh-only", "-auto-approve"],
  "value of one": ["apply", "-auto-approve", "-refresh=false"],
  "values of all": ["apply", "-auto-approve", "-refresh=false"],
  destroy: ["destroy", "-auto-approve", "-refresh=false"],
};

/** @param {string[]} names */
export async function peer([name, ...chosen]) {
  if (name !== "terraform") throw new Error("npm run bench -- --peer terraform [best | default]");
  const version = await terraformVersion();
  const provider = await buildPeer(console.log);
  if (version === undefined) throw new Error(NO_TERRAFORM);
  const wanted = SETTINGS.filter(
    (one) => chosen.length === 0 || chosen.some((word) => one.name.endsWith(word)),
  );
  /** @type {{ name: string, byVerb: ByVerb }[]} */
  const columns = [{ name: "ours", byVerb: await ours() }];
  for (const settings of wanted) {
    columns.push({ name: settings.name, byVerb: await theirs(provider, settings) });
  }
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

/** @returns {Promise<ByVerb>} */
async function ours() {
  const emulator = await startWorld(COUNT);
  const project = await newProject("ours", emulator);
  /** @type {ByVerb} */
  const byVerb = {};
  for (const verb of VERBS) {
    declare(project, COUNT, verb.changed(COUNT));
    emulator.clearRequests();
    const { wallMs } = await project.run([...verb.args, "--stack", "dev"]);
    byVerb[verb.name] = { wallMs, ...asked(emulator) };
  }
  project.remove();
  await emulator.close();
  return byVerb;
}

/**
 * @param {string} provider
 * @param {import("./peer/terraform.mjs").PeerSettings} settings
 * @returns {Promise<ByVerb>}
 */
async function theirs(provider, settings) {
  const emulator = await startWorld(COUNT);
  const forward = await forwardTo(emulator.url);
  const project = new TerraformProject(provider, settings);
  const { url } = forward;
  const ids = emulator.seed.repositories.slice(-3).map(({ id }) => id);
  /** @type {ByVerb} */
  const byVerb = {};
  try {
    for (const verb of VERBS) {
      const changed = verb.changed(COUNT);
      project.write({ url, token: emulator.token, count: COUNT, changed, ids });
      emulator.clearRequests();
      const wallMs = await project.run(COMMANDS[verb.name] ?? []);
      byVerb[verb.name] = { wallMs, ...asked(emulator) };
      console.log(`${settings.name}, ${verb.name}: ${seconds(wallMs)}`);
    }
  } finally {
    project.remove();
    forward.close();
    await emulator.close();
  }
  return byVerb;
}
