import type {
  OrgCodespacesSecretInputs,
  RepoCodespacesSecretInputs,
  UserCodespacesSecretInputs,
} from "../inputs";
import { orgSecrets, repoSecrets, userSecrets } from "../operations/secrets";
import type { Fields } from "./fields";
import { textOf, type Props } from "./plain";
import { login, oneOf, repository, secretName } from "./rules";
import { listField, sharedFields, type SecretKind } from "./secret-kind";

const VISIBILITIES = ["all", "private", "selected"];

const orgFields: Fields<OrgCodespacesSecretInputs> = {
  org: { required: true, replaces: true, check: login },
  secretName: { required: true, replaces: true, check: secretName },
  visibility: { required: `one of ${VISIBILITIES.join(", ")}`, check: oneOf(...VISIBILITIES) },
  ...listField,
  ...sharedFields,
};

export const orgSecret: SecretKind = {
  className: "OrgCodespacesSecret",
  account: "token",
  fields: orgFields,
  id: (props) => `${textOf(props, "org")}/${textOf(props, "secretName")}`,
  parse: (id) => named(/^(?<org>[^/]+)\/(?<secretName>[^/]+)$/, id),
  scope: (props) => ({ operations: orgSecrets, owner: { org: textOf(props, "org") } }),
  hasList: (props) => props.visibility === "selected",
};

const userFields: Fields<UserCodespacesSecretInputs> = {
  secretName: { required: true, replaces: true, check: secretName },
  ...listField,
  ...sharedFields,
};

export const userSecret: SecretKind = {
  className: "UserCodespacesSecret",
  account: "userToken",
  fields: userFields,
  id: (props) => `user/${textOf(props, "secretName")}`,
  parse: (id) => named(/^user\/(?<secretName>[^/]+)$/, id),
  scope: () => ({ operations: userSecrets, owner: {} }),
  hasList: () => true,
};

const repoFields: Fields<RepoCodespacesSecretInputs> = {
  repository: { required: true, replaces: true, check: repository },
  secretName: { required: true, replaces: true, check: secretName },
  ...sharedFields,
};

export const repoSecret: SecretKind = {
  className: "RepoCodespacesSecret",
  account: "token",
  fields: repoFields,
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
