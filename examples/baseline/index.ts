import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import {
  OrgCodespacesAccess,
  OrgCodespacesSecrets,
  RepoCodespacesSecrets,
  type OrgCodespacesAccessArgs,
} from "pulumi-github-codespaces";
import { parse } from "yaml";

interface Baseline {
  org: string;
  access: { visibility: OrgCodespacesAccessArgs["visibility"]; members?: string[] };
  secrets: Record<string, string[] | "private">;
  repositories: Record<string, string[]>;
}

const { org, access, secrets, repositories } = parse(
  readFileSync("baseline.yaml", "utf8"),
) as Baseline;

// Only the names are in the YAML file, which anybody may read. A value that is missing stays undefined; the preview
// then names all that are.
const values = parseEnv(readFileSync(".env", "utf8"));

new OrgCodespacesAccess("access", {
  org,
  visibility: access.visibility,
  ...(access.members && { selectedUsernames: access.members }),
});

new OrgCodespacesSecrets("secrets", {
  org,
  secrets: Object.fromEntries(
    Object.entries(secrets).map(([name, whose]) => {
      const visibility = Array.isArray(whose) ? "selected" : whose;
      const list = Array.isArray(whose) ? { selectedRepositories: whose } : {};
      return [name, { value: values[name], visibility, ...list }];
    }),
  ),
});

for (const [repository, names] of Object.entries(repositories)) {
  const secrets = Object.fromEntries(names.map((name) => [name, { value: values[name] }]));
  new RepoCodespacesSecrets(repository, { repositories: [repository], secrets });
}
