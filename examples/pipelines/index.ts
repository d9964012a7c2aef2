import { parseEnv } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import {
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  RepoCodespacesSecret,
} from "pulumi-github-codespaces";

const org = new pulumi.Config().require("org");

// All values in one text, as in a `.env` file: one secret of the workflow, however many there are.
const values = parseEnv(process.env.CODESPACES_VALUES ?? "");

// A job that must not see the values previews everything else.
const withoutValues = process.env.PREVIEW_WITHOUT_VALUES === "true";
if (withoutValues && !pulumi.runtime.isDryRun()) {
  throw new Error("PREVIEW_WITHOUT_VALUES is for previews: an up needs the values.");
}
const value = (name: string) => (withoutValues ? "not known to this preview" : values[name]);
const options = withoutValues ? { ignoreChanges: ["value"] } : {};

new OrgCodespacesAccess("access", {
  org,
  visibility: "selected_members",
  selectedUsernames: ["octocat", "hubot"],
});

new OrgCodespacesSecret(
  "npm-token",
  {
    org,
    secretName: "NPM_TOKEN",
    value: value("NPM_TOKEN"),
    visibility: "selected",
    selectedRepositories: ["api", "web"],
  },
  options,
);

new RepoCodespacesSecret(
  "database-url",
  { repository: `${org}/api`, secretName: "DATABASE_URL", value: value("DATABASE_URL") },
  options,
);
