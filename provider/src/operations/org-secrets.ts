import type { GitHub } from "../github/client";
import type { Json } from "../github/json";
import {
  askPublicKey,
  getSecret,
  listSecretRepositories,
  listSecrets,
  secretOf,
  type CodespacesSecretResult,
  type SecretsOf,
} from "./secrets";

export interface OrgArgs {
  /** Login of the organization, such as `acme`; case is ignored. */
  org: string;
}

export interface OrgSecretArgs extends OrgArgs {
  /** Name of the secret; case is ignored. */
  secretName: string;
}

/** A secret of an organization, without its value. */
export interface OrgCodespacesSecretResult extends CodespacesSecretResult {
  /** Which repositories' codespaces get it. */
  visibility: "all" | "private" | "selected";
}

const secretsOf = ({ org }: OrgArgs): SecretsOf => ({
  route: "/orgs/{org}/codespaces/secrets",
  params: { org },
});

/** `codespaces/list-org-secrets` */
export function listOrgSecrets(github: GitHub, args: OrgArgs) {
  return listSecrets(github, secretsOf(args), orgSecretOf);
}

/** `codespaces/get-org-secret` */
export function getOrgSecret(github: GitHub, args: OrgSecretArgs) {
  return getSecret(github, secretsOf(args), { secretName: args.secretName, itemOf: orgSecretOf });
}

/** `codespaces/list-selected-repos-for-org-secret` */
export function listOrgSecretRepositories(github: GitHub, args: OrgSecretArgs) {
  return listSecretRepositories(github, secretsOf(args), args.secretName);
}

/** `codespaces/get-org-public-key` */
export function getOrgPublicKey(github: GitHub, args: OrgArgs) {
  return askPublicKey(github, secretsOf(args));
}

function orgSecretOf(secret: Json): OrgCodespacesSecretResult {
  const visibility = secret.text("visibility") as OrgCodespacesSecretResult["visibility"];
  return { ...secretOf(secret), visibility };
}
