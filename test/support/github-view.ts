import type { Emulator } from "github-codespaces-emulator";

/**
 * What a program can declare, as it is at GitHub, in one text that compares: a line for each thing, without
 * names and stamps that GitHub gives.
 */
export function atGitHub(emulator: Emulator): string {
  return linesAt(emulator).join("\n");
}

export function linesAt(emulator: Emulator): string[] {
  const { organizations, users, repositories } = emulator.state;
  const secrets = [organizations, users, repositories].flatMap((owners) =>
    Object.entries(owners).flatMap(([of, { secrets: those }]) =>
      those.map((one) => [
        "secret",
        of,
        one.name,
        one.openedValue,
        one.visibility,
        ...one.selectedRepositories,
      ]),
    ),
  );
  const access = Object.entries(organizations)
    .map(([of, one]) => ({ of, ...one.access }))
    .filter(({ visibility }) => visibility !== "disabled")
    .map(({ of, visibility, usernames }) => ["access", of, visibility, ...usernames]);
  const codespaces = emulator
    .codespaces("octocat")
    .filter(({ state }) => state !== "Deleted")
    .map((one) => [
      "codespace",
      one.repository,
      one.state,
      one.nextMachine,
      one.idleTimeoutMinutes,
    ]);
  return [...secrets, ...access, ...codespaces].map((parts) => parts.map(String).join(" ")).sort();
}
