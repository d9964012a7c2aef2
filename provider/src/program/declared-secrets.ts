import { orgSecret, repoSecret, secretSets, userSecret } from "../kinds/all";
import type { SecretVisibility } from "../kinds/org-codespaces-secret";
import type { SecretKind } from "../kinds/secret-kind";
import { classNameOf } from "../kinds/types";
import { isObject, membersOf, textOf, type Plain, type Props } from "../rules/plain";

/** A resource as a policy gets it: `ResourceValidationArgs` and `PolicyResource` of `@pulumi/policy` are such. */
export interface ResourceOfPolicy {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A secret that a resource declares, by itself or in a set. */
export interface DeclaredSecret {
  /** The class of a single secret of this kind, also if a set declares it. */
  readonly className: "OrgCodespacesSecret" | "RepoCodespacesSecret" | "UserCodespacesSecret";
  /** Such as `acme/NPM_TOKEN`, `acme/api/DATABASE_URL` or `user/GPG_KEY`. */
  readonly id: string;
  /** In upper case. */
  readonly secretName: string;
  /** The login of its organization, in lower case. */
  readonly org: string | undefined;
  /** `owner/name` in lower case, of a repository's secret. */
  readonly repository: string | undefined;
  /** Only secrets of organizations have one. */
  readonly visibility: SecretVisibility | undefined;
  /** Each as `owner/name` in lower case, or as an id; undefined if the list isn't managed. */
  readonly selectedRepositories: readonly string[] | undefined;
  /** The value at GitHub is kept, whatever it is. */
  readonly keepValue: boolean;
}

/**
 * The secrets that a resource declares, for policies: one for a single secret, each one of a set, none for any other
 * resource. It knows the classes and the resources of the plugin, and takes inputs as a policy gets them, after their check.
 *
 * ```ts
 * validateResource: (resource, report) => {
 *   for (const { id, visibility } of declaredSecrets(resource)) {
 *     if (visibility === "all") report(`${id} is for all repositories.`);
 *   }
 * }
 * ```
 */
export function declaredSecrets({ type, props }: ResourceOfPolicy): DeclaredSecret[] {
  const className = classNameOf(type);
  const inputs = props as Props;
  const single = [orgSecret, repoSecret, userSecret].find((kind) => kind.className === className);
  if (single) return [declaredSecret(single, inputs, () => inputs)];
  const set = secretSets.find((kind) => kind.className === className);
  const rows = set && inputs.secrets;
  if (set === undefined || rows === undefined || !isObject(rows)) return [];
  return Object.keys(rows).map((key) =>
    declaredSecret(set.one, set.named(key, inputs), () => propsIn(rows[key])),
  );
}

/**
 * Each property is read when it is asked for: in a preview, one that isn't known yet makes a policy that reads it
 * wait for the `up`, and no policy that doesn't.
 */
function declaredSecret(kind: SecretKind, named: Props, row: () => Props): DeclaredSecret {
  const text = (name: string) => (name in named ? textOf(named, name) : undefined);
  return {
    className: kind.className as DeclaredSecret["className"],
    get id() {
      return kind.id(named);
    },
    get secretName() {
      return textOf(named, "secretName");
    },
    get org() {
      return text("org");
    },
    get repository() {
      return text("repository");
    },
    get visibility() {
      return row().visibility as SecretVisibility | undefined;
    },
    get selectedRepositories() {
      return membersIn(row());
    },
    get keepValue() {
      return row().keepValue === true;
    },
  };
}

function propsIn(value: Plain): Props {
  return isObject(value) ? value : {};
}

/** A remediation may have given a plain list. */
function membersIn(row: Props): string[] | undefined {
  const list = row.selectedRepositories;
  return Array.isArray(list) ? list.map(String) : membersOf(row, "selectedRepositories");
}
