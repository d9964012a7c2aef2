import { join } from "node:path";

import { layoutOf, openCache } from "./cache.mjs";
import { explain } from "./failure.mjs";
import { buildFromGoModules } from "./go-build.mjs";
import { downloadWithLauncher } from "./launcher.mjs";
import { withLock } from "./lock.mjs";
import { publish, withStaging } from "./staging.mjs";
import { isReady, verify } from "./verify.mjs";
import { CLI_VERSION } from "./versions.mjs";

/**
 * The binary, the PULUMI_HOME to run it with, and the folder to put first in PATH.
 * @typedef {{ pulumi: string, home: string, bin: string }} PulumiCli
 */

/** @typedef {(line: string) => void} Log */

/**
 * @typedef {object} Way
 * @property {string} name
 * @property {string} announcement
 * @property {(staging: import("./cache.mjs").Layout, log: Log) => Promise<void>} run
 */

/** @type {Way[]} */
const WAYS = [
  {
    name: "npm's launcher `pulumi`",
    announcement: `downloading the CLI ${CLI_VERSION} with Pulumi's launcher (a minute, 5 at most)`,
    run: downloadWithLauncher,
  },
  {
    name: "building from Go modules",
    announcement: `building the CLI ${CLI_VERSION} from Go modules instead (4 minutes, once)`,
    run: buildFromGoModules,
  },
];

/**
 * Returns the pinned Pulumi CLI: from the cache, else downloaded, else built. If no way works, the error
 * gives the reason for each.
 * @param {{ log: Log }} options
 * @returns {Promise<PulumiCli>}
 */
export async function ensurePulumi({ log }) {
  const layout = layoutOf(openCache());
  const { pulumi, home, bin } = layout;
  if (await isReady(layout)) return { pulumi, home, bin };
  const path = join(layout.cache, "set-up.lock");
  const onWait = () => {
    log(`waiting for another process that sets up the CLI (${path})`);
  };
  await withLock({ path, onWait }, async () => {
    if (!(await isReady(layout))) await setUp(layout, log);
  });
  return { pulumi, home, bin };
}

/**
 * @param {import("./cache.mjs").Layout} layout
 * @param {Log} log
 */
async function setUp(layout, log) {
  /** @type {import("./failure.mjs").Failure[]} */
  const failures = [];
  for (const way of WAYS) {
    const started = Date.now();
    log(way.announcement);
    const reason = await attempt(way, { layout, log });
    const seconds = Math.round((Date.now() - started) / 1000);
    if (reason === undefined) {
      log(`ready after ${seconds} s, in ${layout.bin}`);
      return;
    }
    log(`that failed after ${seconds} s (${reason.split("\n").at(-1) ?? ""})`);
    failures.push({ way: way.name, reason });
  }
  throw new Error(explain(failures, layout.bin));
}

/**
 * Why the way failed; undefined if the CLI is in place.
 * @param {Way} way
 * @param {{ layout: import("./cache.mjs").Layout, log: Log }} options
 */
async function attempt(way, { layout, log }) {
  try {
    await withStaging(layout.cache, async (staging) => {
      await way.run(staging, log);
      await verify(staging);
      publish(staging, layout);
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
