import type { GitHub, Params } from "../github/client";
import { itemsOf } from "./items";
import { Json } from "./json";
import { repositoryOf, type RepositoryResult } from "./repository";

/** What GitHub tells of a secret; never its value. Times are ISO times of GitHub's clock. */
export interface CodespacesSecretResult {
  /** In upper case. */
  name: string;
  createdAt: string;
  /** When it was last written; a change of its repositories moves this too. */
  updatedAt: string;
}

/** The key to seal values with, as `encryptedValue` and `keyId` of a secret's resource take them. */
export interface CodespacesPublicKeyResult {
  keyId: string;
  /** 32 bytes in base64. */
  key: string;
}

/** Whose secrets: the route of their list and its parameters. */
export interface SecretsOf {
  route: string;
  params: Params;
}

export function secretOf(secret: Json): CodespacesSecretResult {
  return {
    name: secret.text("name"),
    createdAt: secret.text("created_at"),
    updatedAt: secret.text("updated_at"),
  };
}

export function listSecrets<Secret>(
  github: GitHub,
  { route, params }: SecretsOf,
  itemOf: (secret: Json) => Secret,
): AsyncIterable<Secret> {
  return itemsOf(github, { route: `GET ${route}`, params, under: "secrets", itemOf });
}

export async function askSecret(
  github: GitHub,
  { route, params }: SecretsOf,
  secretName: string,
): Promise<Json> {
  const one = { ...params, secret_name: secretName };
  const { data } = await github.request(`GET ${route}/{secret_name}`, one);
  return new Json(data, "secret");
}

export function listSecretRepositories(
  github: GitHub,
  { route, params }: SecretsOf,
  secretName: string,
): AsyncIterable<RepositoryResult> {
  return itemsOf(github, {
    route: `GET ${route}/{secret_name}/repositories`,
    params: { ...params, secret_name: secretName },
    under: "repositories",
    itemOf: repositoryOf,
  });
}

export async function askPublicKey(
  github: GitHub,
  { route, params }: SecretsOf,
): Promise<CodespacesPublicKeyResult> {
  const { data } = await github.request(`GET ${route}/public-key`, params);
  const key = new Json(data, "public key");
  return { keyId: key.text("key_id"), key: key.text("key") };
}
