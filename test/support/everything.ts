import { seedWith, type Emulator, type EmulatorOptions } from "github-codespaces-emulator";
import type { Declared } from "./stack";

export const ONE = "canary-value-one";
export const TWO = "canary-value-two";

/** Where the programs below find what they need. */
export const options: EmulatorOptions = { seed: seedWith({ members: 3 }), codespaceStepMs: 0 };

/** A secret of another stack, to which the programs add a repository. */
export function prepare({ drift }: Emulator): void {
  drift.orgSecret("acme", "SHARED", { value: "by hand", selectedRepositories: [] });
}

/** What one of the two versions of a program says. */
function either<T>(version: "one" | "two", one: T, two: T): T {
  return version === "one" ? one : two;
}

/**
 * All classes in one program. From one version to the other each is changed in place, replaced, made or deleted,
 * whichever it can be.
 */
export function programOf(version: "one" | "two"): Declared[] {
  const value = either(version, ONE, TWO);
  const list = either(version, ["acme/api", "acme/web"], ["acme/docs"]);
  const org = { org: "acme" };
  return [
    {
      name: "access",
      kind: "access",
      args: {
        ...org,
        visibility: "selected_members",
        selectedUsernames: ["octocat", either(version, "hubot", "monalisa")],
      },
    },
    {
      name: "kept",
      kind: "orgSecret",
      args: {
        ...org,
        secretName: "KEPT",
        value,
        visibility: "selected",
        selectedRepositories: list,
      },
    },
    {
      name: version,
      kind: "orgSecret",
      args: { ...org, secretName: version, value, visibility: "all" },
    },
    {
      name: "user",
      kind: "userSecret",
      args: { secretName: "KEPT", value, selectedRepositories: list },
    },
    {
      name: "repo",
      kind: "repoSecret",
      args: { repository: "acme/api", secretName: version, value: ONE },
    },
    {
      name: "set",
      kind: "orgSecrets",
      args: {
        ...org,
        secrets: {
          SET_KEPT: { value, visibility: "selected", selectedRepositories: list },
          [`SET_${version}`]: { value: ONE, visibility: "all" },
          ...either(version, {}, { MOVES: { value, visibility: "all" } }),
        },
      },
    },
    ...either<Declared[]>(
      version,
      [
        {
          name: "moves",
          kind: "orgSecret",
          args: { ...org, secretName: "MOVES", value, visibility: "all" },
        },
      ],
      [],
    ),
    {
      name: "repos",
      kind: "repoSecrets",
      args: { repositories: ["acme/api"], secrets: { SET_KEPT: { value }, ALSO: { value: ONE } } },
    },
    {
      name: "added",
      kind: "orgSecretRepository",
      args: { ...org, secretName: "SHARED", repository: either(version, "acme/web", "acme/docs") },
    },
    {
      name: "codespace",
      kind: "codespace",
      args: {
        repository: "octocat/hello-world",
        machine: either(version, "basicLinux32gb", "standardLinux32gb"),
      },
    },
    ...either<Declared[]>(
      version,
      [],
      [{ name: "second", kind: "codespace", args: { repository: "octocat/hello-world" } }],
    ),
  ];
}

/** What both versions declare: it is there all the time. */
export const KEPT = [
  "/orgs/acme/codespaces/secrets/KEPT",
  "/orgs/acme/codespaces/secrets/SET_KEPT",
  "/orgs/acme/codespaces/secrets/MOVES",
  "/repos/acme/api/codespaces/secrets/SET_KEPT",
  "/user/codespaces/secrets/KEPT",
];
