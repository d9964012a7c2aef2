// `npm run bench -- start-up`: what a program and the host load.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, table } from "./figures.mjs";
import { report } from "./report.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 7;

/** What is loaded, after what; the second is measured. */
const LOADS = [
  { what: "`import` of `@pulumi/pulumi` in a program", before: [], load: "@pulumi/pulumi" },
  {
    what: "`import` of `pulumi-github-codespaces` in a program, after it",
    before: ["@pulumi/pulumi"],
    load: "pulumi-github-codespaces",
  },
  {
    what: "the loader line in the host, at the first resource",
    before: ["@pulumi/pulumi"],
    load: "pulumi-github-codespaces/dynamic",
  },
  {
    what: "octokit in the host, at the first request",
    before: ["@pulumi/pulumi", "pulumi-github-codespaces/dynamic"],
    load: "@octokit/rest",
  },
];

export async function startUp() {
  const rows = LOADS.map(({ what, before, load }) => {
    const runs = Array.from({ length: ROUNDS }, () => measure(before, load));
    const ms = median(runs.map((run) => run.ms));
    const [{ files, heavy } = { files: 0, heavy: "" }] = runs;
    return [what, `${ms.toFixed(0)} ms`, files, heavy === "" ? "none" : heavy];
  });
  await report("docs/performance.md", "start-up", [
    `Median of ${ROUNDS} processes.`,
    table(["What is loaded", "time", "modules", "octokit, tweetsodium"], rows),
  ]);
}

/**
 * @param {string[]} before
 * @param {string} load
 */
function measure(before, load) {
  const program = `
    for (const name of ${JSON.stringify(before)}) require(name);
    const known = new Set(Object.keys(require.cache));
    const started = performance.now();
    require(${JSON.stringify(load)});
    const ms = performance.now() - started;
    const files = Object.keys(require.cache).filter((file) => !known.has(file));
    const heavy = ["@octokit", "tweetsodium"].filter((name) => files.some((file) => file.includes("/" + name + "/")));
    console.log(JSON.stringify({ ms, files: files.length, heavy: heavy.join(", ") }));
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", program], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  if (status !== 0) throw new Error(stderr);
  /** @type {unknown} */
  const figures = JSON.parse(stdout);
  return /** @type {{ ms: number, files: number, heavy: string }} */ (figures);
}
