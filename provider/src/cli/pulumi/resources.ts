import { PULUMI_UNKNOWN, SIGNATURE } from "../../hosts/translate";
import { kinds, orgSecret, repoSecret, secretSets, userSecret } from "../../kinds/all";
import type { SetKind } from "../../kinds/secrets";
import { classNameOf } from "../../kinds/types";
import { singlesIn } from "../../lifecycle/secrets/singles";
import { isObject, membersOf, type Plain, type Props } from "../../rules/plain";
import { login, repository, secretName } from "../../rules/names";
import type { Rule } from "../../rules/fields";

/** One of this package's resources, as a state or a preview has it. */
export interface Declared {
  className: string;
  /** Its name in the program. */
  resource: string;
  /** Its id in the state. */
  id: string | undefined;
  /** It declares secrets whose names are secret, or not known yet. */
  isUnknown: boolean;
  /** It is a secret of a set. */
  isOfSet: boolean;
  /** The login of its organization, in lower case. */
  org: string | undefined;
  /** `owner/name` in lower case. */
  repository: string | undefined;
  /** The same of each that a set is for; undefined if they can't be told. */
  repositories: string[] | undefined;
  /** The id of a secret, as in `acme/NPM_TOKEN`; undefined for other classes, and while it isn't known. */
  secret: string | undefined;
  /** The login of the user whose secret it is, once it has been written. */
  owner: string | undefined;
  /** What its creation does to a value that is at GitHub already, or that it is deleted. */
  toExisting: "overwritten" | "kept" | "refused" | "deleted";
}

/** The part of Pulumi's resources that is read. Values never are. */
export interface Resource {
  type?: unknown;
  urn?: unknown;
  id?: unknown;
  inputs?: unknown;
  outputs?: unknown;
  /** It is read by the program, and not declared. */
  external?: unknown;
  /** It was replaced, and its deletion is still to come. */
  delete?: unknown;
}

/** The resources of this package. Each secret of a set counts as a resource of its single class. */
export function ownResources(resources: readonly Resource[]): Declared[] {
  return resources.flatMap((resource) => {
    const className = classNameOf(resource.type);
    const isOurs = kinds.some((kind) => kind.className === className);
    if (className === undefined || !isOurs || resource.external === true) return [];
    return resource.delete === true ? [] : allOf(className, resource);
  });
}

/** The same for what was really written: after a failed `up` the inputs in a state are already the program's. */
export function writtenIn(resource: Resource): Declared[] {
  const outputs = propsIn(resource.outputs);
  if (Object.keys(outputs).length === 0) return ownResources([resource]);
  const set = setKindOf(classNameOf(resource.type));
  const inputs = set
    ? { ...outputs, secrets: Object.fromEntries(singlesIn(set, outputs)) }
    : outputs;
  return ownResources([{ ...resource, inputs }]);
}

/** What a refresh has found beside a set, and the program wants deleted. */
export function undeclaredIn(before: Resource, after: Resource): Declared[] {
  const set = setKindOf(classNameOf(after.type));
  const isWanted = propsIn(after.inputs).undeclared === "delete";
  if (set === undefined || !isWanted) return [];
  const secrets = propsIn(propsIn(before.outputs).undeclaredSecrets);
  return ownResources([{ ...before, inputs: { ...propsIn(before.inputs), secrets } }]);
}

function setKindOf(className: string | undefined): SetKind | undefined {
  return secretSets.find((one) => one.className === className);
}

/** While nothing is known of a set's secrets, the set itself takes their place: the rights that it needs are known. */
function allOf(className: string, resource: Resource): Declared[] {
  const set = setKindOf(className);
  if (set === undefined) return [{ ...declared(className, resource), isOfSet: false }];
  const singles = rowsOf(set, resource);
  if (singles === undefined || singles.length === 0) {
    const isUnknown = singles === undefined;
    return [{ ...declared(className, resource), isUnknown, isOfSet: false }];
  }
  return singles.map((single) => ({ ...declared(set.one.className, single), isOfSet: true }));
}

/** A row that isn't known yet counts: it may be one that overwrites. Undefined if all of them aren't. */
function rowsOf(set: SetKind, { urn, inputs, outputs }: Resource): Resource[] | undefined {
  const props = propsIn(inputs);
  const rows = props.secrets;
  // Pulumi writes such an object in place of what it encrypts.
  if (!isObject(rows) || SIGNATURE in rows) return undefined;
  return Object.entries(rows).map(([key, row]) => ({
    urn,
    inputs: { ...propsIn(row), ...set.named(key, props) },
    outputs: { owner: propsIn(outputs).owner },
  }));
}

function declared(className: string, resource: Resource): Omit<Declared, "isOfSet"> {
  const { urn, id, outputs } = resource;
  const props = propsIn(resource.inputs);
  const parts = partsOf(className, resource);
  const secret = secretOf(className, parts);
  return {
    className,
    resource: typeof urn === "string" ? (urn.split("::").at(-1) ?? urn) : className,
    id: typeof id === "string" ? id : undefined,
    isUnknown: singles.has(className) && secret === undefined,
    org: parts.org,
    repository: parts.repository,
    repositories: repositoriesIn(props),
    secret,
    owner: checked(propsIn(propsIn(outputs).owner).login, login),
    toExisting: toExisting(props),
  };
}

function repositoriesIn(props: Props): string[] | undefined {
  const names = membersOf(props, "repositories")?.map((name) => checked(name, repository));
  return names?.every((name) => name !== undefined) ? names : undefined;
}

function toExisting({ keepValue, onExisting }: Props): Declared["toExisting"] {
  if (keepValue === true) return "kept";
  return onExisting === "fail" ? "refused" : "overwritten";
}

function propsIn(value: unknown): Props {
  return isObject(value as Plain) ? (value as Props) : {};
}

type IdParts = Record<"org" | "repository" | "secretName", string | undefined>;

const singles = new Map(
  [orgSecret, repoSecret, userSecret].map((kind) => [kind.className, kind] as const),
);

/** If an input is a secret of Pulumi's, the id of an existing resource still shows it. */
function partsOf(className: string, { id, inputs }: Resource): IdParts {
  const { org, repository: full, secretName: name } = propsIn(inputs);
  const words = singles.has(className) && typeof id === "string" ? id.split("/") : [];
  return {
    org: checked(org, login) ?? (words.length === 2 ? checked(words[0], login) : undefined),
    repository:
      checked(full, repository) ??
      (words.length === 3 ? checked(words.slice(0, 2).join("/"), repository) : undefined),
    secretName: checked(name, secretName) ?? checked(words.at(-1), secretName),
  };
}

function secretOf(className: string, parts: IdParts): string | undefined {
  const kind = singles.get(className);
  const isKnown = Object.entries(parts).every(
    ([name, part]) => part !== undefined || !(name in (kind?.inputFields ?? {})),
  );
  return kind && isKnown ? kind.id(parts) : undefined;
}

/** Undefined for what isn't known yet, is encrypted, or isn't what it should be. */
function checked(value: Plain, rule: Rule): string | undefined {
  if (typeof value !== "string" || value === PULUMI_UNKNOWN) return undefined;
  const verdict = rule(value, {});
  return "ok" in verdict && typeof verdict.ok === "string" ? verdict.ok : undefined;
}
