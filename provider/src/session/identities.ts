import { upserted } from "../kinds/all";
import { inputFields } from "../kinds/table";
import { identityIn, repositoryIn, type Identity } from "./identity";
import type { Props } from "../rules/plain";

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
  const declarable = { className, fields: fieldsOf.get(className) ?? {} };
  return { ...identityIn(declarable, args), repository: repositoryIn(declarable, args) };
}
