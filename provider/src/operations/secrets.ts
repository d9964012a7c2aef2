import { nothing } from "../github/described";
import { listOperation } from "../github/lists";
import type { Params } from "../github/operation";
import {
  NO_CONTENT,
  OK,
  WRITTEN,
  type CodespacesList,
  type CodespacesOperation,
} from "./operation";
import { repositoryOf, type RepositoryResult } from "./answers/repository";
import * as rights from "./rights";
import {
  orgSecretOf,
  publicKeyOf,
  secretNamed,
  secretOf,
  type CodespacesPublicKeyResult,
  type CodespacesSecretResult,
  type OrgCodespacesSecretResult,
} from "./answers/secret";

/** What GitHub does with the secrets of one kind of owner. */
export interface SecretOperations<Secret = CodespacesSecretResult> {
  list: CodespacesList<Secret>;
  get: CodespacesOperation<Secret>;
  publicKey: CodespacesOperation<CodespacesPublicKeyResult>;
  put: CodespacesOperation<undefined>;
  remove: CodespacesOperation<undefined>;
}

/** What GitHub does with the repositories that get a secret. */
export interface SecretRepositoriesOperations {
  repositories: CodespacesList<RepositoryResult>;
  setRepositories: CodespacesOperation<undefined>;
  addRepository: CodespacesOperation<undefined>;
  removeRepository: CodespacesOperation<undefined>;
}

/** GitHub's operations for the secrets of an owner, and the arguments that name it, such as `{ org: "acme" }`. */
export interface ScopeOf {
  operations: SecretOperations & Partial<SecretRepositoriesOperations>;
  owner: Params;
}

const SECRETS = {
  inTheWay:
    "At GitHub the secret's visibility is no longer selected, or somebody is " +
    "changing it at the same time: run `pulumi refresh`, then `pulumi up`.",
  check: "Check the ids of the repositories, and that the scope has fewer than 100 secrets.",
};

const ORG = "/orgs/{org}/codespaces/secrets";
const reading = { ...SECRETS, done: OK } as const;
const writing = { ...SECRETS, done: NO_CONTENT, read: nothing } as const;
const orgReading = { ...reading, account: "token", needs: rights.orgSecrets("read") } as const;
const orgWriting = { ...writing, account: "token", needs: rights.orgSecrets("write") } as const;
const withOrg = { thereWith: "organization" } as const;

export const orgSecrets: SecretOperations<OrgCodespacesSecretResult> &
  SecretRepositoriesOperations = {
  list: listOperation({
    id: "codespaces/list-org-secrets",
    route: `GET ${ORG}`,
    under: "secrets",
    itemOf: orgSecretOf,
    ...orgReading,
    ...withOrg,
  }),
  get: {
    id: "codespaces/get-org-secret",
    route: `GET ${ORG}/{secret_name}`,
    read: secretNamed(orgSecretOf),
    ...orgReading,
  },
  publicKey: {
    id: "codespaces/get-org-public-key",
    route: `GET ${ORG}/public-key`,
    read: publicKeyOf,
    ...orgReading,
    ...withOrg,
  },
  put: {
    id: "codespaces/create-or-update-org-secret",
    route: `PUT ${ORG}/{secret_name}`,
    ...orgWriting,
    done: WRITTEN,
  },
  remove: {
    id: "codespaces/delete-org-secret",
    route: `DELETE ${ORG}/{secret_name}`,
    ...orgWriting,
  },
  repositories: listOperation({
    id: "codespaces/list-selected-repos-for-org-secret",
    route: `GET ${ORG}/{secret_name}/repositories`,
    under: "repositories",
    itemOf: repositoryOf,
    ...orgReading,
  }),
  setRepositories: {
    id: "codespaces/set-selected-repos-for-org-secret",
    route: `PUT ${ORG}/{secret_name}/repositories`,
    ...orgWriting,
  },
  addRepository: {
    id: "codespaces/add-selected-repo-to-org-secret",
    route: `PUT ${ORG}/{secret_name}/repositories/{repository_id}`,
    ...orgWriting,
    needs: rights.oneRepository,
  },
  removeRepository: {
    id: "codespaces/remove-selected-repo-from-org-secret",
    route: `DELETE ${ORG}/{secret_name}/repositories/{repository_id}`,
    ...orgWriting,
    needs: rights.oneRepository,
  },
};

const REPO = "/repos/{owner}/{repo}/codespaces/secrets";
const ofRepo = { account: "token", needs: rights.repoSecrets } as const;
const withRepo = { thereWith: "repository" } as const;

export const repoSecrets: SecretOperations = {
  list: listOperation({
    id: "codespaces/list-repo-secrets",
    route: `GET ${REPO}`,
    under: "secrets",
    itemOf: secretOf,
    ...reading,
    ...ofRepo,
    ...withRepo,
  }),
  get: {
    id: "codespaces/get-repo-secret",
    route: `GET ${REPO}/{secret_name}`,
    read: secretNamed(secretOf),
    ...reading,
    ...ofRepo,
  },
  publicKey: {
    id: "codespaces/get-repo-public-key",
    route: `GET ${REPO}/public-key`,
    read: publicKeyOf,
    ...reading,
    ...ofRepo,
    ...withRepo,
  },
  put: {
    id: "codespaces/create-or-update-repo-secret",
    route: `PUT ${REPO}/{secret_name}`,
    ...writing,
    ...ofRepo,
    done: WRITTEN,
  },
  remove: {
    id: "codespaces/delete-repo-secret",
    route: `DELETE ${REPO}/{secret_name}`,
    ...writing,
    ...ofRepo,
  },
};

const USER = "/user/codespaces/secrets";
const userReading = {
  ...reading,
  account: "userToken",
  needs: rights.userSecrets("read"),
} as const;
const userWriting = {
  ...writing,
  account: "userToken",
  needs: rights.userSecrets("write"),
} as const;

export const userSecrets: SecretOperations & SecretRepositoriesOperations = {
  list: listOperation({
    id: "codespaces/list-secrets-for-authenticated-user",
    route: `GET ${USER}`,
    under: "secrets",
    itemOf: secretOf,
    ...userReading,
  }),
  get: {
    id: "codespaces/get-secret-for-authenticated-user",
    route: `GET ${USER}/{secret_name}`,
    read: secretNamed(secretOf),
    ...userReading,
  },
  publicKey: {
    id: "codespaces/get-public-key-for-authenticated-user",
    route: `GET ${USER}/public-key`,
    read: publicKeyOf,
    ...userReading,
  },
  put: {
    id: "codespaces/create-or-update-secret-for-authenticated-user",
    route: `PUT ${USER}/{secret_name}`,
    ...userWriting,
    done: WRITTEN,
  },
  remove: {
    id: "codespaces/delete-secret-for-authenticated-user",
    route: `DELETE ${USER}/{secret_name}`,
    ...userWriting,
  },
  repositories: listOperation({
    id: "codespaces/list-repositories-for-secret-for-authenticated-user",
    route: `GET ${USER}/{secret_name}/repositories`,
    under: "repositories",
    itemOf: repositoryOf,
    ...userReading,
  }),
  setRepositories: {
    id: "codespaces/set-repositories-for-secret-for-authenticated-user",
    route: `PUT ${USER}/{secret_name}/repositories`,
    ...userWriting,
  },
  addRepository: {
    id: "codespaces/add-repository-for-secret-for-authenticated-user",
    route: `PUT ${USER}/{secret_name}/repositories/{repository_id}`,
    ...userWriting,
  },
  removeRepository: {
    id: "codespaces/remove-repository-for-secret-for-authenticated-user",
    route: `DELETE ${USER}/{secret_name}/repositories/{repository_id}`,
    ...userWriting,
  },
};
