import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import {
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  RepoCodespacesSecret,
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

for (const [secretName, whose] of Object.entries(secrets)) {
  new OrgCodespacesSecret(secretName, {
    org,
    secretName,
    value: values[secretName],
    ...(Array.isArray(whose)
      ? { visibility: "selected", selectedRepositories: whose }
      : { visibility: whose }),
  });
}

for (const [repository, names] of Object.entries(repositories)) {
  for (const secretName of names) {
    new RepoCodespacesSecret(`${repository}/${secretName}`, {
      repository,
      secretName,
      value: values[secretName],
    });
  }
}
