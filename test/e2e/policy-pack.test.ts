import { installPolicies } from "../support/policy-pack";
import type { ProjectOptions } from "../support/pulumi-project";
import { program, useWorld } from "../support/world";

// examples/policies over single secrets and sets alike, whoever hosts them; examples.test.ts has it over the baseline.

const world = useWorld();

const CLASSES = program(`
new OrgCodespacesSecret("one", { org: "acme", secretName: "ONE", value: "v", visibility: "all" });
const fine = new OrgCodespacesSecret("fine", { org: "acme", secretName: "FINE", value: "v", visibility: "private" });
new OrgCodespacesSecrets("set", { org: "acme", secrets: {
  of_set: { value: "v", visibility: "all" },
  FINE_TOO: { value: "v", visibility: "selected", selectedRepositories: ["api"] },
  LATER: { value: fine.updatedAt, visibility: "all" },
} });
new RepoCodespacesSecrets("repo", { repositories: ["acme/api"], secrets: { ALL: { value: "v" } } });
`);

const YAML = `
resources:
  one:
    type: github-codespaces:OrgCodespacesSecret
    properties: { org: acme, secretName: ONE, value: v, visibility: all }
  fine:
    type: github-codespaces:OrgCodespacesSecret
    properties: { org: acme, secretName: FINE, value: v, visibility: private }
  set:
    type: github-codespaces:OrgCodespacesSecrets
    properties:
      org: acme
      secrets:
        of_set: { value: v, visibility: all }
        FINE_TOO: { value: v, visibility: selected, selectedRepositories: [api] }
        LATER: { value: "\${fine.updatedAt}", visibility: all }
  repo:
    type: github-codespaces:RepoCodespacesSecrets
    properties: { repositories: [acme/api], secrets: { ALL: { value: v } } }
`;

test.each<[string, ProjectOptions]>([
  ["the classes", { host: "dynamic", program: CLASSES }],
  ["the plugin", { host: "plugin", file: "Main.yaml", program: YAML }],
])("%s: a secret for all is refused, alone and in a set", async (_, options) => {
  const project = await world.project(options);
  installPolicies(project);
  const { code, output } = await project.try(
    "up",
    "--yes",
    "--stack",
    "dev",
    "--policy-pack",
    "policies",
  );
  expect(code).not.toBe(0);
  const found = output.match(/\S+ is for all repositories of \w+\./g);
  expect([...new Set(found)].sort()).toEqual([
    "acme/LATER is for all repositories of acme.",
    "acme/OF_SET is for all repositories of acme.",
    "acme/ONE is for all repositories of acme.",
  ]);
  expect(world.emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});
