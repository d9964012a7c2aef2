import { orgCodespacesSecret } from "./org-codespaces-secret";
import { repoCodespacesSecret } from "./repo-codespaces-secret";
import {
  orgCodespacesSecretRepository,
  userCodespacesSecretRepository,
} from "./secret-repositories";
import { inputFields } from "./table";
import { userCodespacesSecret } from "./user-codespaces-secret";
import { orgSecrets, repoSecrets, userSecrets } from "../operations/secrets";
import { textOf, type Props } from "../rules/plain";
import type { ListedKind, SecretKind } from "./secret-kind";

export const orgSecret: ListedKind = {
  ofOne: orgCodespacesSecretRepository,
  className: orgCodespacesSecret.className,
  fields: inputFields(orgCodespacesSecret.fields),
  account: "token",
  id: (props) => `${textOf(props, "org")}/${textOf(props, "secretName")}`,
  parse: (id) => named(/^(?<org>[^/]+)\/(?<secretName>[^/]+)$/, id),
  scope: (props) => ({ operations: orgSecrets, owner: { org: textOf(props, "org") } }),
  hasList: (props) => props.visibility === "selected",
};

export const userSecret: ListedKind = {
  ofOne: userCodespacesSecretRepository,
  className: userCodespacesSecret.className,
  fields: inputFields(userCodespacesSecret.fields),
  account: "userToken",
  id: (props) => `user/${textOf(props, "secretName")}`,
  parse: (id) => named(/^user\/(?<secretName>[^/]+)$/, id),
  scope: () => ({ operations: userSecrets, owner: {} }),
  hasList: () => true,
};

export const repoSecret: SecretKind = {
  className: repoCodespacesSecret.className,
  fields: inputFields(repoCodespacesSecret.fields),
  account: "token",
  id: (props) => `${textOf(props, "repository")}/${textOf(props, "secretName")}`,
  parse: (id) => named(/^(?<repository>[^/]+\/[^/]+)\/(?<secretName>[^/]+)$/, id),
  scope: (props) => ({
    operations: repoSecrets,
    owner: { repository: textOf(props, "repository") },
  }),
  inRepository: true,
  hasList: () => false,
};

function named(form: RegExp, id: string): Props | undefined {
  const groups = form.exec(id)?.groups;
  return groups && { ...groups };
}
