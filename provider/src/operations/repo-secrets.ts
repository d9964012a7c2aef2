import type { GitHub } from "../github/client";
import { ownerAndRepo } from "./repository";
import { askPublicKey, getSecret, listSecrets, secretOf, type SecretsOf } from "./secrets";

export interface RepoArgs {
  /** The repository, `owner/name`; case is ignored. */
  repository: string;
}

export interface RepoSecretArgs extends RepoArgs {
  /** Name of the secret; case is ignored. */
  secretName: string;
}

const secretsOf = ({ repository }: RepoArgs): SecretsOf => ({
  route: "/repos/{owner}/{repo}/codespaces/secrets",
  params: ownerAndRepo(repository),
});

/** `codespaces/list-repo-secrets` */
export function listRepoSecrets(github: GitHub, args: RepoArgs) {
  return listSecrets(github, secretsOf(args), secretOf);
}

/** `codespaces/get-repo-secret` */
export function getRepoSecret(github: GitHub, args: RepoSecretArgs) {
  return getSecret(github, secretsOf(args), { secretName: args.secretName, itemOf: secretOf });
}

/** `codespaces/get-repo-public-key` */
export function getRepoPublicKey(github: GitHub, args: RepoArgs) {
  return askPublicKey(github, secretsOf(args));
}
