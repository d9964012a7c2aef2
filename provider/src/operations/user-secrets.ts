import type { GitHub } from "../github/client";
import {
  askPublicKey,
  getSecret,
  listSecretRepositories,
  listSecrets,
  secretOf,
  type SecretsOf,
} from "./secrets";

export interface UserSecretArgs {
  /** Name of the secret; case is ignored. */
  secretName: string;
}

const OWN: SecretsOf = { route: "/user/codespaces/secrets", params: {} };

/** `codespaces/list-secrets-for-authenticated-user` */
export function listUserSecrets(github: GitHub) {
  return listSecrets(github, OWN, secretOf);
}

/** `codespaces/get-secret-for-authenticated-user` */
export function getUserSecret(github: GitHub, args: UserSecretArgs) {
  return getSecret(github, OWN, { secretName: args.secretName, itemOf: secretOf });
}

/** `codespaces/list-repositories-for-secret-for-authenticated-user` */
export function listUserSecretRepositories(github: GitHub, args: UserSecretArgs) {
  return listSecretRepositories(github, OWN, args.secretName);
}

/** `codespaces/get-public-key-for-authenticated-user` */
export function getUserPublicKey(github: GitHub) {
  return askPublicKey(github, OWN);
}
