import type { HeldSecret } from "../inventory";
import type { Declared } from "../pulumi/resources";
import type { Stack } from "../pulumi/sources";

/** Which stacks declare a secret. */
export interface Declaring {
  /** The stacks that declare it; undefined if none was looked at. */
  declaredBy: string[] | undefined;
  /** If none does: the resources that may, since the names of their secrets can't be read. */
  mayBeDeclaredBy: Unreadable[];
}

/** A resource of a stack whose secrets have secret names. */
export interface Unreadable {
  stack: string;
  /** Its name in the program. */
  resource: string;
}

/** Another user may have a secret of the same name, which a stack of theirs declares. */
export function declaringOf(
  secret: HeldSecret,
  stacks: readonly Stack[],
  user: string | undefined,
): Declaring {
  if (stacks.length === 0) return { declaredBy: undefined, mayBeDeclaredBy: [] };
  const isOnes = ({ owner }: Declared) => owner === undefined || owner === user;
  const declaredBy = stacks
    .filter(({ resources }) => resources.some((one) => isThe(secret, one) && isOnes(one)))
    .map(({ name }) => name);
  const unreadable = stacks.flatMap(({ name, resources }) =>
    resources
      .filter((one) => mayBe(secret, one) && isOnes(one))
      .map(({ resource }) => ({ stack: name, resource })),
  );
  return { declaredBy, mayBeDeclaredBy: declaredBy.length === 0 ? unreadable : [] };
}

export function isThe({ className, id }: HeldSecret, declared: Declared): boolean {
  // GitHub's ids have the letters that the flags or the program gave: all in lower case but the name.
  return declared.className === className && declared.secret === id;
}

/** Whether the secrets of a resource whose names can't be read are of this one's kind and place. */
function mayBe({ className, scope }: HeldSecret, one: Declared): boolean {
  if (!one.isUnknown || ![className, `${className}s`].includes(one.className)) return false;
  if (scope.kind === "org") return one.org === undefined || one.org === scope.org;
  if (scope.kind === "user") return true;
  return one.repositories === undefined || one.repositories.includes(scope.repository);
}
