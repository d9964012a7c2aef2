import { OrgCodespacesSecret, Provider, type ProviderArgs } from "pulumi-github-codespaces";

// The state keeps the name of the variable, not the token.
const accounts: Record<string, ProviderArgs> = {
  acme: { tokenEnv: "ACME_TOKEN" },
  "acme-2": { tokenEnv: "ACME_2_TOKEN" },
};

for (const [org, settings] of Object.entries(accounts)) {
  const provider = new Provider(org, settings);
  new OrgCodespacesSecret(
    `${org}-npm-token`,
    { org, secretName: "NPM_TOKEN", value: process.env.NPM_TOKEN, visibility: "private" },
    { provider },
  );
}
