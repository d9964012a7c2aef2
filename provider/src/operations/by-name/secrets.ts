import { orgSecrets as ofOrg, repoSecrets as ofRepo, userSecrets as ofUser } from "../secrets";
import type { RepoArgs } from "../answers/repository";
import type { OrgArgs, OrgSecretArgs, RepoSecretArgs, UserSecretArgs } from "../answers/secret";
import { asking, listing } from "./call";
import { argument } from "../../rules/arguments";

const { org, repository, secretName } = argument;

export const orgSecrets = listing(ofOrg.list, {
  fields: { org },
  subject: (args: OrgArgs) => `the secrets of ${args.org}`,
});

export const orgSecret = asking(ofOrg.get, {
  fields: { org, secretName },
  subject: (args: OrgSecretArgs) => `the secret ${args.secretName} of ${args.org}`,
});

export const orgSecretRepositories = listing(ofOrg.repositories, {
  fields: { org, secretName },
  subject: (args: OrgSecretArgs) =>
    `the repositories of the secret ${args.secretName} of ${args.org}`,
});

export const orgPublicKey = asking(ofOrg.publicKey, {
  fields: { org },
  subject: (args: OrgArgs) => `the public key of ${args.org}`,
});

export const repoSecrets = listing(ofRepo.list, {
  fields: { repository },
  subject: (args: RepoArgs) => `the secrets of ${args.repository}`,
});

export const repoSecret = asking(ofRepo.get, {
  fields: { repository, secretName },
  subject: (args: RepoSecretArgs) => `the secret ${args.secretName} of ${args.repository}`,
});

export const repoPublicKey = asking(ofRepo.publicKey, {
  fields: { repository },
  subject: (args: RepoArgs) => `the public key of ${args.repository}`,
});

export const userSecrets = listing(ofUser.list, {
  fields: {},
  subject: () => "the user's secrets",
});

export const userSecret = asking(ofUser.get, {
  fields: { secretName },
  subject: (args: UserSecretArgs) => `the user's secret ${args.secretName}`,
});

export const userSecretRepositories = listing(ofUser.repositories, {
  fields: { secretName },
  subject: (args: UserSecretArgs) => `the repositories of the user's secret ${args.secretName}`,
});

export const userPublicKey = asking(ofUser.publicKey, {
  fields: {},
  subject: () => "the user's public key",
});
