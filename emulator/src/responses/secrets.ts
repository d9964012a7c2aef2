import { stamp } from "../clock";
import type { PublicKey } from "../model/key-ring";
import type { SecretRecord } from "../model/secret-scope";

/** The description's repo-codespaces-secret, which the other two start with. */
export function repoSecret(secret: SecretRecord) {
  return {
    name: secret.name,
    created_at: stamp(secret.createdAt),
    updated_at: stamp(secret.updatedAt),
  };
}

/** The description's codespaces-org-secret; `url` is the secret's own. */
export function orgSecret(secret: SecretRecord, url: string) {
  const isSelected = secret.visibility === "selected";
  return {
    ...repoSecret(secret),
    visibility: secret.visibility,
    ...(isSelected && { selected_repositories_url: `${url}/repositories` }),
  };
}

/** The description's codespaces-secret: a user's is always `selected`. */
export function userSecret(secret: SecretRecord, url: string) {
  return {
    ...repoSecret(secret),
    visibility: "selected",
    selected_repositories_url: `${url}/repositories`,
  };
}

export function publicKey({ keyId, key }: PublicKey) {
  return { key_id: keyId, key };
}
