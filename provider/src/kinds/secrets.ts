import { DECLARATION } from "../rules/hints";
import { login, oneOf, repositoriesByName } from "../rules/names";
import { membersOf, textOf, type Props } from "../rules/plain";
import { secretsByName } from "../rules/secrets";
import { aPerson, aText, of } from "./forms";
import { orgSecret, type orgCodespacesSecret } from "./org-codespaces-secret";
import { repoSecret, type repoCodespacesSecret } from "./repo-codespaces-secret";
import { idIn, type SecretKind } from "./secret-kind";
import { guard, kept, output, type KindOf, type Mandatory, type Table, type TypeOf } from "./table";
import { userSecret, type userCodespacesSecret } from "./user-codespaces-secret";

/** What a secret takes in a set: the set and its key tell the rest. */
type RowOf<Fields> = {
  -readonly [
    Name in keyof Fields as Fields[Name] extends Mandatory ? OwnName<Name> : never
  ]: TypeOf<Fields[Name]>;
} & {
  -readonly [
    Name in keyof Fields as Fields[Name] extends { readonly check: unknown }
      ? Fields[Name] extends Mandatory
        ? never
        : Name
      : never
  ]?: TypeOf<Fields[Name]>;
};

type OwnName<Name> = Exclude<Name, "org" | "repository" | "secretName">;

/** A secret of an organization in a set: what an `OrgCodespacesSecret` takes besides `org` and `secretName`. */
export interface OrgCodespacesSecretInSet extends RowOf<typeof orgCodespacesSecret.fields> {}

/** A secret of a user in a set: what a `UserCodespacesSecret` takes besides `secretName`. */
export interface UserCodespacesSecretInSet extends RowOf<typeof userCodespacesSecret.fields> {}

/** A secret in a set for repositories: what a `RepoCodespacesSecret` takes besides `repository` and `secretName`. */
export interface RepoCodespacesSecretInSet extends RowOf<typeof repoCodespacesSecret.fields> {}

/** What all three kinds of set have in common. */
const shared = {
  /**
   * What a refresh does about secrets of this place that the set doesn't have: `ignore` (default), `report` shows each with
   * its times, and so does each preview after it; `delete` lets the next `up` delete those that a refresh has shown. With
   * `report` and `delete` no other resource of the program may declare a secret of this place.
   */
  undeclared: { check: oneOf("ignore", "report", "delete") },
  /** With `undeclared`: what the last refresh found, by name, with its times. */
  undeclaredSecrets: output<Record<string, string> | undefined>(of("object")),
  /** The fingerprints of the values, in one text. */
  values: kept(aText),
  /** The values that were sealed elsewhere, in one text. */
  encryptedValues: kept(aText),
  /** How often the value of each secret has changed. */
  valueVersions: kept(of<Record<string, number>>("object")),
  /** Compressed, what an error could not carry otherwise. */
  packed: kept(aText),
  /** The constructor call that made it. */
  [DECLARATION]: kept(aText),
} satisfies Table;

type Shared = typeof shared;

/** What a refresh does about secrets that a set lacks. */
export type Undeclared = TypeOf<typeof shared.undeclared>;

const ofOrg = {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces all secrets. */
  org: { check: login, required: true, replaces: true, output: true },
  /**
   * By name, what `OrgCodespacesSecret` takes besides `org` and `secretName`, such as `{ NPM_TOKEN: { value, visibility: "all" } }`.
   * A name that comes is created, one that goes is deleted, and of the others only what changed is sent.
   */
  secrets: { check: secretsByName<OrgCodespacesSecretInSet>(), required: true },
} satisfies Table;

export const orgCodespacesSecrets: KindOf<typeof ofOrg & Shared> = {
  className: "OrgCodespacesSecrets",
  fields: { ...ofOrg, ...shared },
};

const ofUser = {
  /**
   * By name, what `UserCodespacesSecret` takes besides `secretName`, such as `{ GPG_KEY: { value, selectedRepositories } }`.
   * A name that comes is created, one that goes is deleted, and of the others only what changed is sent.
   */
  secrets: { check: secretsByName<UserCodespacesSecretInSet>(), required: true },
  /** The user whose secrets they are. */
  owner: guard(output(aPerson)),
} satisfies Table;

export const userCodespacesSecrets: KindOf<typeof ofUser & Shared> = {
  className: "UserCodespacesSecrets",
  fields: { ...ofUser, ...shared },
};

const ofRepos = {
  /**
   * The repositories as `owner/name`; case is ignored. Each gets all of the secrets. One that comes gets them, from one that
   * goes they are deleted.
   */
  repositories: { check: repositoriesByName, required: true },
  /**
   * By name, what `RepoCodespacesSecret` takes besides `repository` and `secretName`, such as `{ DATABASE_URL: { value } }`.
   * A name that comes is created, one that goes is deleted, and of the others only what changed is sent.
   */
  secrets: { check: secretsByName<RepoCodespacesSecretInSet>(), required: true },
} satisfies Table;

export const repoCodespacesSecrets: KindOf<typeof ofRepos & Shared> = {
  className: "RepoCodespacesSecrets",
  fields: { ...ofRepos, ...shared },
};

/** A class of many secrets, and what distinguishes it from the others. */
export interface SetKind {
  className: string;
  table: Table;
  /** The kind of each of its secrets. */
  one: SecretKind;
  id(props: Props): string;
  /** The inputs that an import's id stands for; undefined if it names no one place. */
  parse(id: string): Props | undefined;
  /** Such an id, in words. */
  idForm: string;
  /** What identifies each place that gets the secrets, in checked form. */
  places(props: Props): Props[];
  /** What a secret is called within the set. */
  keyOf(single: Props): string;
  /** What identifies the secret of a key. */
  named(key: string, props: Props): Props;
}

export const orgSecretSet: SetKind = {
  className: orgCodespacesSecrets.className,
  table: orgCodespacesSecrets.fields,
  one: orgSecret,
  id: (props) => textOf(props, "org"),
  parse: (id) => idIn(/^(?<org>[^/+]+)$/, id),
  idForm: "ORG, such as acme",
  places: ({ org }) => [{ org }],
  keyOf: (single) => textOf(single, "secretName"),
  named: (key, { org }) => ({ org, secretName: key }),
};

export const userSecretSet: SetKind = {
  className: userCodespacesSecrets.className,
  table: userCodespacesSecrets.fields,
  one: userSecret,
  id: () => "user",
  parse: (id) => (id === "user" ? {} : undefined),
  idForm: "user",
  places: () => [{}],
  keyOf: (single) => textOf(single, "secretName"),
  named: (key) => ({ secretName: key }),
};

export const repoSecretSet: SetKind = {
  className: repoCodespacesSecrets.className,
  table: repoCodespacesSecrets.fields,
  one: repoSecret,
  id: (props) => {
    const [first = "none", ...more] = membersOf(props, "repositories") ?? [];
    return more.length === 0 ? first : `${first}+${more.length}`;
  },
  parse: (id) => (/^[^/+]+\/[^/+]+$/.test(id) ? { repositories: [id] } : undefined),
  idForm: "OWNER/NAME of one repository",
  places: (props) => (membersOf(props, "repositories") ?? []).map((repository) => ({ repository })),
  keyOf: (single) => repoSecret.id(single),
  named: (key) => repoSecret.parse(key) ?? {},
};

/** The classes of many secrets. */
export const secretSets: readonly SetKind[] = [orgSecretSet, userSecretSet, repoSecretSet];
