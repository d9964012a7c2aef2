import type { Account } from "../operations/operation";
import type { ScopeOf } from "../operations/secret-scope";
import type { Field } from "./fields";
import type { Props } from "./plain";
import { oneOf, repositories } from "./rules";

import { encryptedValue, keyId, value } from "./secret-value";

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

/** What a secret is called in messages, and declared under: `OrgCodespacesSecret acme/NPM_TOKEN`. */
export function identityOf({ className }: SecretKind, id: string): string {
  return `${className} ${id}`;
}

/** The inputs that all three kinds share. */
export const sharedFields = {
  value: { secret: true, check: value },
  encryptedValue: { secret: true, check: encryptedValue },
  keyId: { check: keyId },
  onExisting: { check: oneOf("adopt", "fail") },
  onExternalChange: { check: oneOf("overwrite", "warn", "ignore") },
} satisfies Record<string, Field>;

export const listField = { selectedRepositories: { check: repositories } } satisfies Record<
  string,
  Field
>;
