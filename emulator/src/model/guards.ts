/** What keeps tokens out of an organization, whatever their permissions are. */
export type Guard = "saml" | "ipAllowList" | "tokenLifetime" | "classicTokens" | "oauthApps";

/** GitHub's messages, as users report them from REST and GraphQL alike; its documentation has none of them. */
export const guardSentences: Readonly<Record<Guard, (org: string) => string>> = {
  saml: () =>
    "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.",
  ipAllowList: (org) =>
    `Although you appear to have the correct authorization credentials, the \`${org}\` organization has an IP allow list enabled, ` +
    "and your IP address is not permitted to access this resource.",
  tokenLifetime: (org) =>
    `The '${org}' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than ` +
    "90 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens/1",
  classicTokens: (org) =>
    `\`${org}\` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access ` +
    "token with fine-grained permissions.",
  oauthApps: (org) =>
    `Although you appear to have the correct authorization credentials, the \`${org}\` organization has enabled OAuth App access ` +
    "restrictions, meaning that data access to third-parties is limited. For more information on these restrictions, including " +
    "how to enable this app, visit https://docs.github.com/articles/restricting-access-to-your-organization-s-data/",
};

/** Where a token is authorized for single sign-on. Sent with REST's 403 and with GraphQL's 200. */
export function ssoHeader(org: string): Record<string, string> {
  const url = `https://github.com/orgs/${org}/sso?authorization_request=AZSCKtL4U8yX1H3sCQIVnVgmjmon5fWxks5YrqhJgah0b2tlbl9pZM4EuMz4`;
  return { "x-github-sso": `required; url=${url}` };
}
