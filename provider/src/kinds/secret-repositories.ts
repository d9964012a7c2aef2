import { login, repositoryReference, secretName } from "../rules/names";
import { DECLARATION } from "../rules/hints";
import { aNumber, aPerson, aText } from "./forms";
import {
  guard,
  kept,
  output,
  type CheckedOf,
  type StateOf,
  type Table,
  type TypeOf,
} from "./table";

const ofOrg = {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces the resource. */
  org: { check: login, required: true, replaces: true, output: true },
  /**
   * Name of the secret; case is ignored. It must exist, with visibility `selected`: if this program declares
   * it, give its output `secretName`, so that the order is right. Changing it replaces the resource.
   */
  secretName: { check: secretName, required: true, replaces: true, output: true },
  /**
   * The repository that gets the secret: `"api"` (of the organization), `"acme/api"`, or an id as a
   * number. Changing it replaces the resource; a repository renamed at GitHub changes nothing.
   */
  repository: { check: repositoryReference, required: true, replaces: true, output: true },
  /** The repository's id, which doesn't change when the repository is renamed. */
  repositoryId: guard(output(aNumber)),
  /** When this stack added it, by GitHub's clock. */
  addedAt: kept(aText),
  /** The constructor call that made it. */
  [DECLARATION]: kept(aText),
} satisfies Table;

export const orgCodespacesSecretRepository = {
  className: "OrgCodespacesSecretRepository",
  fields: ofOrg,
};

const ofUser = {
  /**
   * Name of the secret; case is ignored. It must exist: if this program declares it, give its output
   * `secretName`, so that the order is right. Changing it replaces the resource.
   */
  secretName: { check: secretName, required: true, replaces: true, output: true },
  /**
   * The repository whose codespaces get the secret: `"octocat/dotfiles"`, or an id as a number.
   * Changing it replaces the resource; a repository renamed at GitHub changes nothing.
   */
  repository: { check: repositoryReference, required: true, replaces: true, output: true },
  /** The repository's id, which doesn't change when the repository is renamed. */
  repositoryId: guard(output(aNumber)),
  /** The user whose secret it is. */
  owner: guard(output(aPerson)),
  /** When this stack added it, by GitHub's clock. */
  addedAt: kept(aText),
  /** The constructor call that made it. */
  [DECLARATION]: kept(aText),
} satisfies Table;

export const userCodespacesSecretRepository = {
  className: "UserCodespacesSecretRepository",
  fields: ofUser,
};

/** A repository as `"name"` (of the organization), `"owner/name"`, or its id as a number. */
export type RepositoryReference = TypeOf<typeof ofOrg.repository>;

/** What the state holds of a repository on the list of a secret of any kind. */
export type SecretRepositoryState = StateOf<typeof ofOrg & typeof ofUser>;
export type SecretRepositoryInputs = CheckedOf<typeof ofOrg & typeof ofUser>;
