import { repository, secretName } from "../rules/names";
import { secretFields, type SecretFields } from "./secret-value";
import { repoSecrets } from "../operations/secrets";
import { textOf } from "../rules/plain";
import { aNumber } from "./forms";
import { idIn, type SecretKind } from "./secret-kind";
import { guard, inputFields, kept, type KindOf, type Table } from "./table";

const own = {
  /** The repository as `owner/name`; case is ignored. Changing it replaces the secret. */
  repository: { check: repository, required: true, replaces: true, output: true },
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: { check: secretName, required: true, replaces: true, output: true },
  /** The id of its repository, which doesn't change when the repository is renamed. */
  repositoryId: guard(kept(aNumber)),
} satisfies Table;

export const repoCodespacesSecret: KindOf<typeof own & SecretFields> = {
  className: "RepoCodespacesSecret",
  fields: { ...own, ...secretFields },
};

export const repoSecret: SecretKind = {
  className: repoCodespacesSecret.className,
  inputFields: inputFields(repoCodespacesSecret.fields),
  table: repoCodespacesSecret.fields,
  account: "token",
  id: (props) => `${textOf(props, "repository")}/${textOf(props, "secretName")}`,
  parse: (id) => idIn(/^(?<repository>[^/]+\/[^/]+)\/(?<secretName>[^/]+)$/, id),
  scope: (props) => ({
    operations: repoSecrets,
    owner: { repository: textOf(props, "repository") },
  }),
  inRepository: true,
  hasList: () => false,
};
