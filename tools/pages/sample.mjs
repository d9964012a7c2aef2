// An organization as an audit may find it, at the emulator.
import { manualClock, seedWith, startEmulator } from "github-codespaces-emulator";

const DAY = 86_400_000;
/** How many days the sample is of. */
const ALL = 509;
const REPOSITORIES = [
  ...["api", "web", "docs", "infra", "repo-005", "repo-006", "repo-007", "repo-008", "repo-009"],
  ...["repo-010", "repo-011", "repo-012"],
];

/** [how many days before the end it was written, name, what it is]. @type {[number, string, object][]} */
const SECRETS = [
  [412, "NPM_TOKEN", { selectedRepositories: ["api", "web", "docs"] }],
  [398, "LEGACY_FTP_PASSWORD", { visibility: "all" }],
  [240, "SENTRY_AUTH_TOKEN", { visibility: "private" }],
  [190, "DOCKER_REGISTRY_PASSWORD", { selectedRepositories: ["api", "infra", "repo-005"] }],
  [120, "AWS_ACCESS_KEY_ID", { selectedRepositories: ["infra"] }],
  [120, "AWS_SECRET_ACCESS_KEY", { selectedRepositories: ["infra"] }],
  [64, "STRIPE_TEST_KEY", { selectedRepositories: ["api", "repo-006", "repo-007"] }],
  [33, "NOBODYS_YET", { selectedRepositories: [] }],
  [20, "A_NAME_THAT_SOMEBODY_MADE_QUITE_LONG_TO_BE_SURE", { selectedRepositories: REPOSITORIES }],
  [2, "FEATURE_FLAGS_KEY", { visibility: "all" }],
  [0, "NEW_RELIC_KEY", { visibility: "private" }],
];

/** @param {{ secrets?: number, repositories?: number }} [more] beside those above */
export async function startSample({ secrets = 0, repositories = 12 } = {}) {
  const emulator = await startEmulator({
    // Its last day is this machine's today, by which ages are told.
    clock: manualClock(new Date(Date.now() - ALL * DAY).toISOString()),
    seed: seedWith({ repositories, access: "all_members" }),
    codespaceStepMs: 0,
    maxSecrets: 100 + secrets,
  });
  const { drift } = emulator;
  let left = ALL;
  const goTo = (/** @type {number} */ age) => {
    emulator.advance((left - age) * DAY);
    left = age;
  };
  for (const [age, name, secret] of SECRETS) {
    goTo(age);
    drift.orgSecret("acme", name, { value: "canary", ...secret });
    if (age === 20) {
      drift.repoSecret("acme/api", "DATABASE_URL", { value: "canary" });
      drift.codespaces.create("hubot", { repository: "acme/web" });
      const unsaved = drift.codespaces.create("octocat", { repository: "acme/api" });
      drift.codespaces.changeGit(unsaved, { hasUncommittedChanges: true, ahead: 2 });
    }
  }
  goTo(0);
  fill(emulator, { secrets, repositories });
  drift.codespaces.create("monalisa", { repository: "acme/infra" });
  return emulator;
}

/** @param {import("github-codespaces-emulator").Emulator} emulator @param {{ secrets: number, repositories: number }} size */
function fill({ drift }, { secrets, repositories }) {
  const numbers = Array.from({ length: Math.max(0, repositories - 20) }, (_, index) => index + 20);
  for (let secret = 0; secret < secrets; secret++) {
    const some = numbers.filter((number) => (number + secret) % 7 === 0);
    const list = some.map((number) => `repo-${String(number).padStart(3, "0")}`);
    const isSelected = secret % 9 === 0;
    const what = isSelected
      ? { selectedRepositories: list }
      : { visibility: /** @type {const} */ ("private") };
    drift.orgSecret("acme", `S_${secret}`, { value: "canary", ...what });
  }
}

/** What `pulumi stack export` might print of it. */
export function sampleState() {
  const type = "pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecret";
  const declared = SECRETS.map(([, name]) => name).filter((name) => !/LEGACY|NOBODYS/.test(name));
  const resources = declared.map((secretName) => ({ type, inputs: { org: "acme", secretName } }));
  return JSON.stringify({ version: 3, deployment: { resources } });
}
