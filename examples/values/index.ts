import { OrgCodespacesSecret, RepoCodespacesSecret } from "pulumi-github-codespaces";
import { DeployKey } from "./deploy-key";

// From Pulumi ESC: the CLI puts what an environment lists under `environmentVariables` into the program's.
new OrgCodespacesSecret("npm-token", {
  org: "acme",
  secretName: "NPM_TOKEN",
  value: process.env.NPM_TOKEN,
  visibility: "selected",
  selectedRepositories: ["api", "web"],
});

new RepoCodespacesSecret("database-url", {
  repository: "acme/api",
  secretName: "DATABASE_URL",
  value: process.env.DATABASE_URL,
});

// From another resource: known only once that exists, so the first preview shows `[unknown]`.
const key = new DeployKey("deploy-key");

new RepoCodespacesSecret("deploy-key", {
  repository: "acme/api",
  secretName: "DEPLOY_KEY",
  value: key.privateKey,
});

export const { publicKey } = key;
