import { secretSets, upserted } from "../kinds/all";
import { inputFields } from "../kinds/table";
import { asChecked } from "../rules/fields";
import { isObject, type Plain, type Props } from "../rules/plain";
import { identityIn, repositoryIn, type Identity } from "./identity";

const fieldsOf = new Map(
  upserted.map(({ className, fields }) => [className, inputFields(fields)] as const),
);

/** The arguments that identify what a resource declares; none for a class that never adopts anything. */
export function identifyingArguments(className: string): string[] {
  return Object.entries(fieldsOf.get(className) ?? {}).flatMap(([name, { replaces }]) =>
    replaces ? [name] : [],
  );
}

/** The identity that a class's arguments declare, and the name of the repository, as far as they are known. */
export function declaredIdentity(
  className: string,
  args: Props,
): Identity & { repository: string | undefined } {
  const declarable = { className, inputFields: fieldsOf.get(className) ?? {} };
  return { ...identityIn(declarable, args), repository: repositoryIn(declarable, args) };
}

/** The mark of one secret of a set, from the mark of its constructor call or of its entry in the state. */
export function markOf(call: string, key: string): string {
  return `${call} ${key}`;
}

/** Whether a mark is that of a secret in a set. */
export function isOfSet(mark: string | undefined): boolean {
  return mark?.includes(" ") === true;
}

/** A resource of a single class, as which a set declares one of its secrets or a repository on its list. */
interface InSet {
  /** Follows the mark of the set; undefined as long as the names of its secrets aren't known. */
  key: string | undefined;
  identity: ReturnType<typeof declaredIdentity>;
}

export function isSet(className: string): boolean {
  return secretSets.some((kind) => kind.className === className);
}

function isEmpty(given: Plain): boolean {
  return typeof given === "object" && given !== null && Object.keys(given).length === 0;
}

/** What the arguments of a set declare, as far as they are known: `secrets` needs nothing but names and lists. */
export function declaredInSet(className: string, args: Props): InSet[] {
  const kind = secretSets.find((one) => one.className === className);
  if (kind === undefined) return [];
  const props = asChecked(inputFields(kind.table), args);
  const { secrets, repositories } = args;
  if ([secrets, repositories].some(isEmpty)) return [];
  const places = kind.places(props);
  if (!isObject(secrets) || places.length === 0) {
    return [{ key: undefined, identity: declaredIdentity(kind.one.className, props) }];
  }
  return places.flatMap((place) =>
    Object.entries(secrets).flatMap(([secretName, row]): InSet[] => {
      const named = { ...place, secretName };
      const key = kind.keyOf({ ...named, secretName: secretName.toUpperCase() });
      const list =
        isObject(row) && Array.isArray(row.selectedRepositories) ? row.selectedRepositories : [];
      const onList = list.map((repository, index) => ({
        key: `${key} ${index}`,
        identity: declaredIdentity(`${kind.one.className}Repository`, { ...named, repository }),
      }));
      return [{ key, identity: declaredIdentity(kind.one.className, named) }, ...onList];
    }),
  );
}
