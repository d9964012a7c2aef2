import { Json, NotAsDescribed } from "../../github/json";
import type { Params, Reader } from "../../github/operation";
import type { RepoArgs } from "./repository";

export interface OrgArgs {
  /** Login of the organization, such as `acme`; case is ignored. */
  org: string;
}

export interface UserSecretArgs {
  /** Name of the secret; case is ignored. */
  secretName: string;
}

export interface OrgSecretArgs extends OrgArgs, UserSecretArgs {}

export interface RepoSecretArgs extends RepoArgs, UserSecretArgs {}

/** What GitHub tells about a secret, never its value. Times are ISO times of GitHub's clock. */
export interface CodespacesSecretResult {
  /** In upper case. */
  name: string;
  createdAt: string;
  /** When it was last written. A change of its repositories counts too. */
  updatedAt: string;
}

/** A secret of an organization, without its value. */
export interface OrgCodespacesSecretResult extends CodespacesSecretResult {
  /** Which repositories' codespaces get it. */
  visibility: "all" | "private" | "selected";
}

/** The key to seal values with, as `encryptedValue` and `keyId` of a secret's resource take them. */
export interface CodespacesPublicKeyResult {
  keyId: string;
  /** 32 bytes in base64. */
  key: string;
}

export function secretOf(secret: Json): CodespacesSecretResult {
  return {
    name: secret.text("name"),
    createdAt: secret.time("created_at"),
    updatedAt: secret.time("updated_at"),
  };
}

/** Checks that it belongs to this organization: what another one has or lacks says nothing about it. */
export function orgSecretOf(secret: Json, { org }: Params): OrgCodespacesSecretResult {
  const address = secret.textIfAny("selected_repositories_url") ?? "";
  const [, owner = org] = /\/orgs\/([^/]+)\/codespaces\/secrets\//.exec(address) ?? [];
  if (String(owner).toLowerCase() !== String(org).toLowerCase()) {
    throw new NotAsDescribed("another organization's secret");
  }
  const visibility = secret.text("visibility") as OrgCodespacesSecretResult["visibility"];
  return { ...secretOf(secret), visibility };
}

/** A secret that was asked for by its name. An answer about another one isn't GitHub's answer to that. */
export function secretNamed<Secret extends CodespacesSecretResult>(
  secretFrom: (secret: Json, args: Params) => Secret,
): Reader<Secret> {
  return (data, _, args) => {
    const secret = secretFrom(new Json(data, "secret"), args);
    if (secret.name.toUpperCase() === String(args.secretName).toUpperCase()) return secret;
    throw new NotAsDescribed("another secret");
  };
}

export const publicKeyOf: Reader<CodespacesPublicKeyResult> = (data) => {
  const key = new Json(data, "public key");
  return { keyId: key.text("key_id"), key: key.text("key") };
};
