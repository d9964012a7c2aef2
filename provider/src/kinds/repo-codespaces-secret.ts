import { repository, secretName } from "../rules/names";
import { secretFields, type SecretFields } from "./secret-value";
import type { KindOf, Table } from "./table";

const own = {
  /** The repository as `owner/name`; case is ignored. Changing it replaces the secret. */
  repository: { check: repository, required: true, replaces: true, output: true },
  /**
   * Name of the secret: A-Z, 0-9 and _, no leading digit, not beginning with GITHUB_; case is
   * ignored. Changing it replaces the secret: the old one is deleted first.
   */
  secretName: { check: secretName, required: true, replaces: true, output: true },
} satisfies Table;

export const repoCodespacesSecret: KindOf<typeof own & SecretFields> = {
  className: "RepoCodespacesSecret",
  fields: { ...own, ...secretFields },
};
