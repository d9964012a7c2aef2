import type { Kind } from "./table";
import type { Account } from "../operations/operation";
import type { ScopeOf } from "../operations/secrets";
import type { Field } from "../rules/fields";
import type { Props } from "../rules/plain";

/** What differs between the secrets of organizations, users and repositories. */
export interface SecretKind {
  className: string;
  account: Account;
  fields: Record<string, Field>;
  /** The secret's place at GitHub, which is also its Pulumi id: `acme/NPM_TOKEN`. */
  id(props: Props): string;
  /** The inputs that an id stands for; undefined when it isn't one. */
  parse(id: string): Props | undefined;
  scope(props: Props): ScopeOf;
  /** It belongs to a repository, whose name may change. */
  inRepository?: true;
  /** Whether GitHub keeps a list of repositories for this secret. */
  hasList(props: Props): boolean;
}

/** Whose secrets have lists of repositories. */
export interface ListedKind extends SecretKind {
  /** The class of one repository on such a list. */
  ofOne: Kind;
}

/** What a secret is called in messages, and declared under: `OrgCodespacesSecret acme/NPM_TOKEN`. */
export function identityOf({ className }: SecretKind, id: string): string {
  return `${className} ${id}`;
}
