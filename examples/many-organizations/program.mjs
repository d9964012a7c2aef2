import { OrgCodespacesSecret } from "pulumi-github-codespaces";

/**
 * What every organization gets.
 * @param {string} org
 */
export const programFor = (org) => () => {
  new OrgCodespacesSecret("npm-token", {
    org,
    secretName: "NPM_TOKEN",
    value: process.env.NPM_TOKEN,
    visibility: "private",
  });
  return Promise.resolve({});
};
