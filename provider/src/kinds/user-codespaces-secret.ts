import { repositories, secretName } from "../rules/names";
import { secretFields, type SecretFields } from "./secret-value";
import { userSecrets } from "../operations/secrets";
import { textOf } from "../rules/plain";
import { aPerson, ids } from "./forms";
import { idIn, type ListedKind } from "./secret-kind";
import { userCodespacesSecretRepository } from "./secret-repositories";
import { guard, inputFields, output, type KindOf, type Table } from "./table";

const own = {
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: { check: secretName, required: true, replaces: true, output: true },
  /**
   * The repositories whose codespaces get the secret: `"octocat/dotfiles"`, or an id as a number. Afterwards
   * GitHub holds exactly the given set; `[]` is none. If left out, the list is not managed. A change updates
   * the secret in place with one request.
   */
  selectedRepositories: { check: repositories },
  /** The ids of the selected repositories by name. */
  selectedRepositoryIds: output<Record<string, number>>(ids),
  /** The user whose secret it is. */
  owner: guard(output(aPerson)),
} satisfies Table;

export const userCodespacesSecret: KindOf<typeof own & SecretFields> = {
  className: "UserCodespacesSecret",
  fields: { ...own, ...secretFields },
};

export const userSecret: ListedKind = {
  ofOne: userCodespacesSecretRepository,
  className: userCodespacesSecret.className,
  inputFields: inputFields(userCodespacesSecret.fields),
  table: userCodespacesSecret.fields,
  account: "userToken",
  id: (props) => `user/${textOf(props, "secretName")}`,
  parse: (id) => idIn(/^user\/(?<secretName>[^/]+)$/, id),
  scope: () => ({ operations: userSecrets, owner: {} }),
  hasList: () => true,
};
