import type { Account } from "../operations/operation";
import type { ScopeOf } from "../operations/secrets";
import type { Field } from "../rules/fields";
import type { Plain, Props } from "../rules/plain";
import type { orgCodespacesSecret } from "./org-codespaces-secret";
import type { repoCodespacesSecret } from "./repo-codespaces-secret";
import type { CheckedOf, Kind, StateOf, Table } from "./table";
import type { userCodespacesSecret } from "./user-codespaces-secret";

/** The fields of the three kinds of secret. */
type AllFields = typeof orgCodespacesSecret.fields &
  typeof userCodespacesSecret.fields &
  typeof repoCodespacesSecret.fields;

/** What the state holds of a secret of any kind. */
export type SecretState = StateOf<AllFields>;

/** A secret's checked inputs. A fingerprint replaces its value. */
export type SecretInputs = CheckedOf<AllFields> & Pick<SecretState, "valueWritten">;

/** What distinguishes a secret from every other. */
export interface SecretNamed {
  org?: Plain;
  repository?: Plain;
  secretName?: Plain;
}

/** What differs between the secrets of organizations, users and repositories. */
export interface SecretKind {
  className: string;
  account: Account;
  /** The fields that a program gives. */
  inputFields: Record<string, Field>;
  table: Table;
  /** The secret's place at GitHub, which is also its Pulumi id: `acme/NPM_TOKEN`. */
  id(props: SecretNamed): string;
  /** The inputs that an id stands for; undefined if it isn't an id. */
  parse(id: string): Props | undefined;
  scope(props: SecretNamed): ScopeOf;
  /** It belongs to a repository, whose name may change. */
  inRepository?: true;
  /** Whether GitHub keeps a list of repositories for this secret. */
  hasList(props: { visibility?: Plain }): boolean;
}

/** A kind of secret that has lists of repositories. */
export interface ListedKind extends SecretKind {
  /** The class of one repository on such a list. */
  ofOne: Kind;
}

/** The name of a secret in messages, under which it is also declared: `OrgCodespacesSecret acme/NPM_TOKEN`. */
export function identityOf({ className }: SecretKind, id: string): string {
  return `${className} ${id}`;
}

/** The inputs that an id of this form stands for. */
export function idIn(form: RegExp, id: string): Props | undefined {
  const groups = form.exec(id)?.groups;
  return groups && { ...groups };
}
