import fc from "fast-check";
import {
  seedWith,
  type Emulator,
  type FaultHandle,
  type RequestLogEntry,
  type Seed,
} from "github-codespaces-emulator";
import { concernsTheRun, faultsOf, type NamedFault } from "./faults";
import { program, type World } from "./world";

export interface Load {
  organizations: number;
  /** Of each organization. */
  repositories: number;
  secretsOfOrganization: number;
  secretsOfRepository: number;
}

/** Repositories on the list of an organization's secret. */
const LISTED = 3;

export function seedOf({ organizations, repositories }: Load): Seed {
  return seedWith({ organizations, repositories });
}

export function sizeOf(load: Load): number {
  const { organizations, repositories, secretsOfOrganization, secretsOfRepository } = load;
  return organizations * (secretsOfOrganization + repositories * secretsOfRepository);
}

interface Secrets {
  org: { org: string; secretName: string; value: string; list: string[] }[];
  repo: { repository: string; secretName: string; value: string }[];
}

function secretsOf(load: Load): Secrets {
  const { secretsOfOrganization, secretsOfRepository } = load;
  const owners = seedOf(load).organizations.filter(({ plan }) => plan === "team");
  const names = (count: number) => Array.from({ length: count }, (_, index) => `S_${index}`);
  const repositoriesOf = (org: string) =>
    seedOf(load).repositories.flatMap(({ fullName }) =>
      fullName.startsWith(`${org}/`) ? [fullName] : [],
    );
  return {
    org: owners.flatMap(({ login }) =>
      names(secretsOfOrganization).map((secretName, index) => {
        const all = repositoriesOf(login);
        const list = Array.from(
          { length: LISTED },
          (_, at) => all[(index + at) % all.length] ?? "",
        );
        return { org: login, secretName, value: `of ${login} ${secretName}`, list: list.sort() };
      }),
    ),
    repo: owners.flatMap(({ login }) =>
      repositoriesOf(login).flatMap((repository) =>
        names(secretsOfRepository).map((secretName) => ({
          repository,
          secretName,
          value: `of ${repository} ${secretName}`,
        })),
      ),
    ),
  };
}

export function programOf(load: Load): string {
  const { org, repo } = secretsOf(load);
  return program(`
for (const { list, ...one } of ${JSON.stringify(org)}) {
  const args = { ...one, visibility: "selected", selectedRepositories: list };
  new OrgCodespacesSecret(one.org + " " + one.secretName, args);
}
for (const one of ${JSON.stringify(repo)}) {
  new RepoCodespacesSecret(one.repository.replace("/", " ") + " " + one.secretName, one);
}`);
}

/** What at GitHub is not exactly as declared. */
export function differencesAt(emulator: Emulator, load: Load): string[] {
  const { org, repo } = secretsOf(load);
  const wanted = [
    ...org.map(({ org, list, ...one }) => [org, one.secretName, one.value, ...list]),
    ...repo.map((one) => [one.repository, one.secretName, one.value]),
  ].map((parts) => parts.join(" "));
  const { organizations, repositories } = emulator.state;
  const there = [...Object.entries(organizations), ...Object.entries(repositories)]
    .flatMap(([of, { secrets }]) =>
      secrets.map((one) => [
        of,
        one.name,
        one.openedValue,
        ...[...one.selectedRepositories].sort(),
      ]),
    )
    .map((parts) => parts.join(" "));
  const missing = wanted.filter((each) => !there.includes(each));
  const tooMuch = there.filter((each) => !wanted.includes(each));
  return [
    ...missing.map((each) => `missing: ${each}`),
    ...tooMuch.map((each) => `too much: ${each}`),
  ];
}

/** What waits for long in real time, what ends the run's token, and what must know the request that it meets. */
function isNotHere(fault: NamedFault): boolean {
  const { name, lastsUntilTimeOut = false } = fault;
  return concernsTheRun(fault) || lastsUntilTimeOut || name === "redirected to itself";
}

/** Plants a fault of any kind for one in a hundred of so many requests, by a seed. */
function plantFaults(emulator: Emulator, requests: number, seed: number): FaultHandle[] {
  const any = { method: "PUT", path: "/" } as RequestLogEntry;
  const kinds = faultsOf(any).filter((fault) => !isNotHere(fault));
  const count = Math.ceil(requests / 100);
  const places = fc.array(fc.nat({ max: requests - 1 }), { minLength: count, maxLength: count });
  const [drawn = []] = fc.sample(places, { seed, numRuns: 1 });
  return drawn.flatMap((after, index) => {
    const kind = kinds[(index + seed) % kinds.length];
    return kind === undefined
      ? []
      : [emulator.fail({ ...kind.fault(emulator, any), after, times: 1 })];
  });
}

/**
 * One `up` in which one request in a hundred goes wrong, and at most one more in which none does. Answers what is not
 * exactly as declared after that, and in how many of them.
 */
export async function applyLoad(world: World, load: Load, seed: number) {
  const { emulator } = world;
  const project = await world.project({ program: programOf(load) });
  const planted = plantFaults(emulator, sizeOf(load), seed);
  const first = await project.try("up", "--yes", "--skip-preview", "--continue-on-error");
  const met = planted.filter(({ hits }) => hits > 0).length;
  for (const fault of planted) fault.remove();
  const ups = first.code === 0 ? 1 : 2;
  if (ups > 1) await project.up();
  const differences = differencesAt(emulator, load);
  await project.preview("--expect-no-changes");
  await project.refresh("--expect-no-changes");
  return { ups, met, differences };
}
