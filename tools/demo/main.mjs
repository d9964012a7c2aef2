// `npm run demo`: the quickstart with Pulumi's real engine against an emulated GitHub, without an account.
import assert from "node:assert/strict";
import { startEmulator } from "github-codespaces-emulator";
import { holdings } from "./holdings.mjs";
import { Quickstart } from "./quickstart.mjs";
import { heading, note } from "./show.mjs";

const HOUR = 3_600_000;

const emulator = await startEmulator();
const quickstart = new Quickstart(emulator);

try {
  await create();
  await change();
  await repair();
  await takeBack();
  heading("Done: every step showed what it should.");
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  quickstart.remove();
  await emulator.close();
}

async function create() {
  heading("1. Preview: what would be created. No request goes to GitHub.");
  await quickstart.pulumi("preview");
  assert.equal(emulator.requests.length, 0, "a preview must not ask GitHub");

  heading("2. Up: GitHub holds what the program declares.");
  await quickstart.pulumi("up", "--yes", "--skip-preview");
  show();
  assertSecret("npm-1", ["acme/api", "acme/web"]);
  assert.deepEqual(emulator.access("acme").usernames, ["hubot", "octocat"]);

  heading("3. A second up changes nothing, and sends no request.");
  emulator.clearRequests();
  const second = await quickstart.pulumi("up", "--yes", "--skip-preview");
  assert.match(second, /4 unchanged|5 unchanged/);
  assert.equal(emulator.requests.length, 0, "nothing changed, so nothing may be sent");
}

async function change() {
  heading("4. A new value, and `docs` instead of `web`: the preview says so in words.");
  quickstart.env.NPM_TOKEN = "npm-2";
  quickstart.edit('["api", "web"]', '["api", "docs"]');
  const diff = await quickstart.pulumi("preview", "--diff");
  assert.match(diff, /~ value\s*: \[secret\] => \[secret\]/);
  assert.match(diff, /\+ acme\/docs/);
  assert.match(diff, /- acme\/web/);

  heading("5. Up: one request for the key, one for the name, one write.");
  emulator.clearRequests();
  await quickstart.pulumi("up", "--yes", "--skip-preview");
  show();
  assertSecret("npm-2", ["acme/api", "acme/docs"]);
}

async function repair() {
  heading("6. An hour later somebody changes the value and the user's list by hand.");
  emulator.advance(HOUR);
  emulator.drift.orgSecret("acme", "NPM_TOKEN", { value: "changed by hand" });
  emulator.drift.userSecret("octocat", "DOTFILES_KEY", { selectedRepositories: [] });
  show();
  const drift = await quickstart.pulumi("refresh", "--yes", "--diff", "--skip-preview");
  assert.match(drift, /outside Pulumi/);
  assert.match(drift, /- octocat\/dotfiles/);

  heading("7. Up repairs both in place.");
  const repaired = await quickstart.pulumi("up", "--yes", "--skip-preview");
  assert.match(repaired, /2 updated/);
  show();
  assertSecret("npm-2", ["acme/api", "acme/docs"]);
}

async function takeBack() {
  heading("8. Destroy takes everything back.");
  await quickstart.pulumi("destroy", "--yes", "--skip-preview");
  show();
  assert.deepEqual(emulator.orgSecrets("acme"), []);
  assert.equal(emulator.access("acme").visibility, "disabled");
}

function show() {
  note("GitHub now holds:");
  for (const line of holdings(emulator)) note(`  ${line}`);
}

/**
 * @param {string} value
 * @param {string[]} repositories
 */
function assertSecret(value, repositories) {
  const secret = emulator.orgSecret("acme", "NPM_TOKEN");
  assert.equal(secret?.openedValue, value);
  assert.deepEqual(secret.selectedRepositories, repositories);
}
