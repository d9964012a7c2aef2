import type { RepositoryResult } from "../operations/repository";
import * as ofOrg from "../operations/org-secrets";
import * as ofRepo from "../operations/repo-secrets";
import * as ofUser from "../operations/user-secrets";
import type { CodespacesPublicKeyResult, CodespacesSecretResult } from "../operations/secrets";
import type { ListCall, OneCall } from "./call";
import { argument } from "./rules";

const { org, repository, secretName } = argument;

export const orgSecrets: ListCall<ofOrg.OrgArgs, ofOrg.OrgCodespacesSecretResult> = {
  operation: "list-org-secrets",
  account: "token",
  fields: { org },
  subject: (args) => `the secrets of ${args.org}`,
  run: ({ github }, args) => ofOrg.listOrgSecrets(github, args),
};

export const orgSecret: OneCall<ofOrg.OrgSecretArgs, ofOrg.OrgCodespacesSecretResult> = {
  operation: "get-org-secret",
  account: "token",
  fields: { org, secretName },
  subject: (args) => `the secret ${args.secretName} of ${args.org}`,
  run: ({ github }, args) => ofOrg.getOrgSecret(github, args),
};

export const orgSecretRepositories: ListCall<ofOrg.OrgSecretArgs, RepositoryResult> = {
  operation: "list-selected-repos-for-org-secret",
  account: "token",
  fields: { org, secretName },
  subject: (args) => `the repositories of the secret ${args.secretName} of ${args.org}`,
  run: ({ github }, args) => ofOrg.listOrgSecretRepositories(github, args),
};

export const orgPublicKey: OneCall<ofOrg.OrgArgs, CodespacesPublicKeyResult> = {
  operation: "get-org-public-key",
  account: "token",
  fields: { org },
  subject: (args) => `the public key of ${args.org}`,
  run: ({ github }, args) => ofOrg.getOrgPublicKey(github, args),
};

export const repoSecrets: ListCall<ofRepo.RepoArgs, CodespacesSecretResult> = {
  operation: "list-repo-secrets",
  account: "token",
  fields: { repository },
  subject: (args) => `the secrets of ${args.repository}`,
  run: ({ github }, args) => ofRepo.listRepoSecrets(github, args),
};

export const repoSecret: OneCall<ofRepo.RepoSecretArgs, CodespacesSecretResult> = {
  operation: "get-repo-secret",
  account: "token",
  fields: { repository, secretName },
  subject: (args) => `the secret ${args.secretName} of ${args.repository}`,
  run: ({ github }, args) => ofRepo.getRepoSecret(github, args),
};

export const repoPublicKey: OneCall<ofRepo.RepoArgs, CodespacesPublicKeyResult> = {
  operation: "get-repo-public-key",
  account: "token",
  fields: { repository },
  subject: (args) => `the public key of ${args.repository}`,
  run: ({ github }, args) => ofRepo.getRepoPublicKey(github, args),
};

export const userSecrets: ListCall<object, CodespacesSecretResult> = {
  operation: "list-secrets-for-authenticated-user",
  account: "userToken",
  fields: {},
  subject: () => "the user's secrets",
  run: ({ github }) => ofUser.listUserSecrets(github),
};

export const userSecret: OneCall<ofUser.UserSecretArgs, CodespacesSecretResult> = {
  operation: "get-secret-for-authenticated-user",
  account: "userToken",
  fields: { secretName },
  subject: (args) => `the user's secret ${args.secretName}`,
  run: ({ github }, args) => ofUser.getUserSecret(github, args),
};

export const userSecretRepositories: ListCall<ofUser.UserSecretArgs, RepositoryResult> = {
  operation: "list-repositories-for-secret-for-authenticated-user",
  account: "userToken",
  fields: { secretName },
  subject: (args) => `the repositories of the user's secret ${args.secretName}`,
  run: ({ github }, args) => ofUser.listUserSecretRepositories(github, args),
};

export const userPublicKey: OneCall<object, CodespacesPublicKeyResult> = {
  operation: "get-public-key-for-authenticated-user",
  account: "userToken",
  fields: {},
  subject: () => "the user's public key",
  run: ({ github }) => ofUser.getUserPublicKey(github),
};
