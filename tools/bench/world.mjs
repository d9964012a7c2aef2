import { seedWith, startEmulator } from "github-codespaces-emulator";
import { pointsOf } from "./figures.mjs";
import { generatedSdk, pluginFolder } from "./plugin.mjs";
import { declaring, filesOf, isYaml, PER_ORGANIZATION, SDK } from "./programs.mjs";
import { BenchProject } from "./pulumi-project.mjs";

/** @typedef {import("github-codespaces-emulator").Emulator} Emulator */

/** Repositories of each organization, in addition to its first four. */
const REPOSITORIES = 100;

/** What a verb asked of GitHub. @typedef {{ requests: number, points: number, atOnce: number }} Asked */

/** Three thousand secrets take more than GitHub's 5,000 requests an hour, but that limit isn't measured here. */
const LIMITS = { perHour: 1_000_000 };

/**
 * An emulated GitHub with room for so many secrets, at GitHub's limit of 100 per organization. It doesn't
 * check its own answers here: that would be its time, not ours.
 * @param {number} count
 */
export function startWorld(count) {
  const organizations = Math.ceil(count / PER_ORGANIZATION);
  const seed = seedWith({ organizations, repositories: REPOSITORIES + 4 });
  return startEmulator({ seed, limits: LIMITS, validateResponses: false });
}

/**
 * A project for one of the programs, without the limit of points per minute.
 * @param {import("./programs.mjs").Which} which
 * @param {Emulator} emulator
 * @param {Record<string, string>} [env]
 */
export async function newProject(which, emulator, env = {}) {
  const project = new BenchProject(filesOf(which, await pluginFolder()), {
    GITHUB_API_URL: emulator.url,
    GITHUB_TOKEN: emulator.token,
    GITHUB_CODESPACES_POINTS_PER_MINUTE: "1000000",
    ...env,
  });
  if (which === "sdk") project.install(SDK, await generatedSdk());
  await project.run(["stack", "init", "dev"]);
  if (isYaml(which)) await keepSchema(project, which);
  return project;
}

/**
 * The engine keeps the schema of a plugin's version from the first program that needs it.
 * @param {BenchProject} project
 * @param {import("./programs.mjs").Which} which
 */
async function keepSchema(project, which) {
  declare(project, which, { count: 1, changed: 0 });
  await project.run(["preview", "--stack", "dev"]);
}

/**
 * What is declared of so many secrets.
 * @param {number} count
 * @param {number} changed how many of the values have been changed
 * @returns {import("./programs.mjs").Declared}
 */
export function declared(count, changed) {
  return { count, changed, perOrganization: PER_ORGANIZATION, repositories: REPOSITORIES };
}

/**
 * Sets what the program declares from now on.
 * @param {BenchProject} project
 * @param {import("./programs.mjs").Which} which
 * @param {{ count: number, changed: number }} what
 */
export function declare(project, which, { count, changed }) {
  const { name, text } = declaring(which, declared(count, changed));
  project.write(name, text);
}

/** @param {Emulator} emulator @returns {Asked} */
export function asked(emulator) {
  const { requests } = emulator;
  const points = requests.reduce((sum, request) => sum + pointsOf(request), 0);
  const atOnce = requests.reduce((most, { concurrent }) => Math.max(most, concurrent), 0);
  const count = requests.length;
  emulator.clearRequests();
  return { requests: count, points, atOnce };
}
