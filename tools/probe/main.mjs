// `npm run probe`: asks a GitHub the questions that GitHub's documentation leaves open.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { seedWith, startEmulator } from "github-codespaces-emulator";
import { probe } from "./probe.mjs";

const HELP = `npm run probe -- [options]: asks GitHub what its documentation leaves open

  --codespace   also asks about codespaces: creates one in the first repository, for a few minutes
  --access      also asks about the organization's access, and leaves it disabled
  --json        prints the readings as one line of JSON
  --emulator    asks the emulator, as a rehearsal: no variable needs to be set

  CODESPACES_TEST_URL             https://api.github.com
  CODESPACES_TEST_TOKEN           an owner's token, with all permissions of the README
  CODESPACES_TEST_ORG             an organization made for tests
  CODESPACES_TEST_REPOSITORIES    two of its repositories, owner/name, separated by a comma
  CODESPACES_TEST_TOKEN_WITHOUT_RIGHT  optional: a token that may not read the organization's secrets
  CODESPACES_TEST_NARROW_TOKEN         optional: one that may, but sees only the first repository

It creates secrets whose names begin with PULUMI_PROBE_, and deletes them again. docs/decisions.md says what follows
from each reading ("What GitHub leaves open").
`;

const { values } = parseArgs({
  options: {
    codespace: { type: "boolean", default: false },
    access: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    emulator: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await run();

async function run() {
  const seed = seedWith({ access: "all_members" });
  const emulator = values.emulator ? await startEmulator({ codespaceStepMs: 0, seed }) : undefined;
  const { codespace, access, json } = values;
  try {
    const reached = emulator ? ofEmulator(emulator) : ofEnvironment(process.env);
    const note = json ? undefined : print;
    const found = await probe({ ...reached, sleep: patiently, may: { codespace, access } }, note);
    if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.some(({ because = "" }) => because.startsWith("not found out"))) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    await emulator?.close();
  }
}

/** @param {import("./probe.mjs").Found} found */
function print({ id, asks, reading, because }) {
  process.stdout.write(`${asks}\n    ${id}: ${because ?? JSON.stringify(reading)}\n`);
}

/** @param {number} ms */
async function patiently(ms) {
  await sleep(ms);
}

/** @param {import("github-codespaces-emulator").Emulator} emulator */
function ofEmulator({ url, token }) {
  return { url, token, org: "acme", repositories: ["acme/api", "acme/web"] };
}

/** @param {NodeJS.ProcessEnv} env */
function ofEnvironment(env) {
  const url = env.CODESPACES_TEST_URL;
  const token = env.CODESPACES_TEST_TOKEN;
  const org = env.CODESPACES_TEST_ORG;
  const repositories = (env.CODESPACES_TEST_REPOSITORIES ?? "").split(",").filter(Boolean);
  if (!url || !token || !org || repositories.length < 2) {
    throw new Error(
      "CODESPACES_TEST_URL, _TOKEN, _ORG and _REPOSITORIES (two, " +
        "separated by a comma) say which GitHub to ask; --emulator " +
        "asks the emulator, and --help explains more.",
    );
  }
  return {
    url,
    token,
    org,
    repositories,
    withoutRight: env.CODESPACES_TEST_TOKEN_WITHOUT_RIGHT ?? "",
    narrow: env.CODESPACES_TEST_NARROW_TOKEN ?? "",
  };
}
