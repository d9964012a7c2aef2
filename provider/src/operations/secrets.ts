import type { GitHub, Params } from "../github/client";
import { itemsOf, type Items } from "./items";
import { Json, NotAsDescribed } from "../github/json";
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
    createdAt: secret.time("created_at"),
    updatedAt: secret.time("updated_at"),
  };
}

export function listSecrets<Secret>(
  github: GitHub,
  { route, params }: SecretsOf,
  itemOf: (secret: Json) => Secret,
): Items<Secret> {
  return itemsOf(github, { route: `GET ${route}`, params, under: "secrets", itemOf });
}

export async function getSecret<Secret extends CodespacesSecretResult>(
  github: GitHub,
  { route, params }: SecretsOf,
  { secretName, itemOf }: { secretName: string; itemOf: (secret: Json) => Secret },
): Promise<Secret> {
  const one = { ...params, secret_name: secretName };
  const read = (data: unknown) => {
    const secret = itemOf(new Json(data, "secret"));
    if (secret.name.toUpperCase() === secretName.toUpperCase()) return secret;
    throw new NotAsDescribed("another secret");
  };
  return (await github.request(`GET ${route}/{secret_name}`, one, { read })).data;
}

export function listSecretRepositories(
  github: GitHub,
  { route, params }: SecretsOf,
  secretName: string,
): Items<RepositoryResult> {
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
  const read = (data: unknown) => {
    const key = new Json(data, "public key");
    return { keyId: key.text("key_id"), key: key.text("key") };
  };
  return (await github.request(`GET ${route}/public-key`, params, { read })).data;
}
