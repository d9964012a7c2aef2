import type { Emulator } from "github-codespaces-emulator";

const ORG = "acme";
const USER = "octocat";
const REPOSITORY = "acme/api";

/**
 * What a program can declare, as it is at GitHub, in one text that compares: a line for each thing, without
 * names and stamps that GitHub gives.
 */
export function atGitHub(emulator: Emulator): string {
  const secrets = [
    ...emulator.orgSecrets(ORG).map((one) => ({ ...one, of: ORG })),
    ...emulator.userSecrets(USER).map((one) => ({ ...one, of: USER })),
    ...emulator.repoSecrets(REPOSITORY).map((one) => ({ ...one, of: REPOSITORY })),
  ];
  const { visibility, usernames } = emulator.access(ORG);
  const codespaces = emulator.codespaces(USER).filter(({ state }) => state !== "Deleted");
  return [
    ...secrets.map((one) =>
      line("secret", [
        one.of,
        one.name,
        one.openedValue,
        one.visibility,
        ...one.selectedRepositories,
      ]),
    ),
    ...(visibility === "disabled" ? [] : [line("access", [visibility, ...usernames])]),
    ...codespaces.map((one) =>
      line("codespace", [one.repository, one.state, one.nextMachine, one.idleTimeoutMinutes]),
    ),
  ]
    .sort()
    .join("\n");
}

function line(what: string, told: readonly unknown[]): string {
  return [what, ...told].map((each) => String(each)).join(" ");
}
