// `npm run bench -- limits`: a thousand secrets against an emulator that enforces GitHub's limits.
import { seedWith, startEmulator } from "github-codespaces-emulator";
import { secretLifecycle } from "../../provider/dist/lifecycle/secret/secret.js";
import { repoSecret } from "../../provider/dist/kinds/all.js";
import { ProcessSession } from "../../provider/dist/session/process-session.js";
import { readSettings } from "../../provider/dist/settings/reading.js";
import { AT_ONCE, goalTable, grouped, minimumTime, POINTS_A_MINUTE, pointsOf } from "./figures.mjs";
import { seconds, table } from "./figures.mjs";
import { report } from "./report.mjs";
import { scaledClock } from "./scaled-clock.mjs";

/** How much faster time runs: a minute takes twelve seconds. */
const SCALE = 5;
/** In milliseconds of GitHub's clock. */
const LATENCY = 50;
const SECRETS = 1000;
/** GitHub's limit of secrets in a repository. */
const PER_REPOSITORY = 100;

export async function limits() {
  const emulator = await startEmulator({
    seed: seedWith({ repositories: SECRETS / PER_REPOSITORY }),
    latencyMs: LATENCY / SCALE,
    validateResponses: false,
    limits: {
      pointsPerMinute: POINTS_A_MINUTE,
      concurrent: AT_ONCE,
      perHour: 5000,
      timeScale: SCALE,
    },
  });
  const took = await createAll(emulator);
  const refusals = emulator.requests.filter(({ status }) => status === 403 || status === 429);
  const points = emulator.requests.reduce((sum, request) => sum + pointsOf(request), 0);
  const lastRequests = Math.ceil((points % POINTS_A_MINUTE || POINTS_A_MINUTE) / 5);
  const least = minimumTime({ points, lastRequests, latencyMs: LATENCY });
  const requests = emulator.requests.length;
  await emulator.close();
  await report("docs/performance.md", "limits", [
    `${grouped(SECRETS)} secrets of ${SECRETS / PER_REPOSITORY} repositories, against an emulator that enforces ` +
      `${POINTS_A_MINUTE} points in any minute, ${AT_ONCE} requests at once and 5,000 an hour. A minute takes ` +
      `${60 / SCALE} s there; times are the emulated ones. Sealing takes real time, and so counts ${SCALE} times.`,
    table(
      ["requests", "points", "least time", "time", "refused"],
      [[grouped(requests), grouped(points), seconds(least), seconds(took), refusals.length]],
    ),
    goalTable([
      { goal: "time, part of the least", most: 1.05, measured: took / least },
      { goal: "answers of 403 and 429", most: 0, measured: refusals.length },
    ]),
  ]);
}

/**
 * Creates all of them; resolves with the time that it takes, in emulated milliseconds.
 * @param {import("github-codespaces-emulator").Emulator} emulator
 */
async function createAll(emulator) {
  const environment = { GITHUB_API_URL: emulator.url, GITHUB_TOKEN: emulator.token };
  const settings = readSettings(() => undefined, environment);
  const clock = scaledClock(SCALE);
  const say = { info: console.log, warn: console.warn };
  const session = new ProcessSession(settings, say, { clock });
  const lifecycle = secretLifecycle(repoSecret, () => session);
  // The checks, which send nothing, run first: otherwise their time would count five times.
  const checked = Array.from({ length: SECRETS }, (_, index) => {
    const repositories = emulator.seed.repositories.filter(({ fullName }) =>
      fullName.startsWith("acme/"),
    );
    const repository = repositories[Math.floor(index / PER_REPOSITORY)]?.fullName;
    const news = { repository, secretName: `SECRET_${index}`, value: `value ${index}` };
    return lifecycle.check({}, news).inputs;
  });
  const started = clock.now();
  await Promise.all(checked.map((inputs) => lifecycle.create(inputs)));
  return clock.now() - started;
}
