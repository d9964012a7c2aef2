import { login, oneOf, repositories, secretName } from "../rules/names";
import { secretFields, type SecretFields } from "./secret-value";
import { orgSecrets } from "../operations/secrets";
import { textOf } from "../rules/plain";
import { ids } from "./forms";
import { idIn, type ListedKind } from "./secret-kind";
import { orgCodespacesSecretRepository } from "./secret-repositories";
import { inputFields, output, type KindOf, type Table, type TypeOf } from "./table";

const own = {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces the secret. */
  org: { check: login, required: true, replaces: true, output: true },
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: { check: secretName, required: true, replaces: true, output: true },
  /**
   * Which repositories' codespaces get the secret: `all`, `private` (private and internal ones), or
   * `selected` (those in `selectedRepositories`). A change updates the secret in place and sends no value.
   */
  visibility: { check: oneOf("all", "private", "selected"), required: true, output: true },
  /**
   * The repositories that get the secret, with visibility `selected`: `"api"` (of the organization),
   * `"acme/api"`, or an id as a number. Afterwards GitHub holds exactly the given set; `[]` is none. If left
   * out, the list is not managed. A change updates the secret in place with one request.
   */
  selectedRepositories: { check: repositories },
  /** The ids of the selected repositories by name; undefined with another visibility. */
  selectedRepositoryIds: output<Record<string, number> | undefined>(ids),
} satisfies Table;

export const orgCodespacesSecret: KindOf<typeof own & SecretFields> = {
  className: "OrgCodespacesSecret",
  fields: { ...own, ...secretFields },
};

/** Which repositories' codespaces get a secret of an organization. */
export type SecretVisibility = TypeOf<typeof own.visibility>;

export const orgSecret: ListedKind = {
  ofOne: orgCodespacesSecretRepository,
  className: orgCodespacesSecret.className,
  inputFields: inputFields(orgCodespacesSecret.fields),
  table: orgCodespacesSecret.fields,
  account: "token",
  id: (props) => `${textOf(props, "org")}/${textOf(props, "secretName")}`,
  parse: (id) => idIn(/^(?<org>[^/]+)\/(?<secretName>[^/]+)$/, id),
  scope: (props) => ({ operations: orgSecrets, owner: { org: textOf(props, "org") } }),
  hasList: (props) => props.visibility === "selected",
};
