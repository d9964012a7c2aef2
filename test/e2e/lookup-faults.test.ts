import { seedWith, type RequestLogEntry } from "github-codespaces-emulator";
import { expectNowhere } from "../support/canaries";
import { concernsTheRun, faultsOf } from "../support/faults";
import { did } from "../support/figures";
import { program, useWorld } from "../support/world";

const world = useWorld({ seed: seedWith({ organizations: 60, repositories: 1, members: 3 }) });

/** Each repository's secrets, or the error. */
function asking(repositories: readonly string[]): string {
  return program(`
const { getRepoCodespacesSecrets } = require("pulumi-github-codespaces");
const ask = (repository) => getRepoCodespacesSecrets({ repository }).then(
  ({ secrets }) => secrets.map(({ name }) => name).join(),
  (error) => String(error.message));
module.exports = async () => ({ answers: await Promise.all(${JSON.stringify(repositories)}.map(ask)) });`);
}

test("lookups of one program, each with another fault, give what is there or name what could not be read", async () => {
  const { emulator } = world;
  const read = { method: "GET" } as RequestLogEntry;
  const kinds = faultsOf({ ...read, path: "" }).filter((fault) => !concernsTheRun(fault));
  const cases = kinds.flatMap((kind) => [1, Infinity].map((times) => ({ kind, times })));
  const repositories = cases.map((_, index) => `acme-${index + 2}/api`);
  for (const [index, { kind, times }] of cases.entries()) {
    const repository = repositories[index] ?? "";
    emulator.drift.repoSecret(repository, "THERE", { value: "v" });
    const path = `/repos/${repository}/codespaces/secrets`;
    const request = { ...read, path, query: { per_page: "100" } };
    emulator.fail({ ...kind.fault(emulator, request), method: "GET", path, times });
  }
  const project = await world.project({
    program: asking(repositories),
    env: { GITHUB_CODESPACES_RETRIES: "1", GITHUB_CODESPACES_REQUEST_TIMEOUT_SECONDS: "2" },
  });
  const up = await project.up();
  expect(emulator.unusedFaults()).toEqual([]);
  const { stdout } = await project.run("stack", "output", "answers", "--json", "--stack", "dev");
  const answers = JSON.parse(stdout) as string[];
  const wrong = answers.filter(
    (answer) => answer !== "THERE" && !answer.includes(" could not be read: "),
  );
  expect(wrong).toEqual([]);
  expect(answers).toHaveLength(cases.length);
  expect(answers.filter((answer) => answer === "THERE").length).toBeGreaterThan(5);
  expectNowhere(up.output + stdout, [emulator.token]);
  did(answers.length, "cases");
});
