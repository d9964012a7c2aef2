import { accessFields } from "./access-fields";
import type { Field } from "./fields";
import { identityIn, type Identity } from "./identity";
import type { Props } from "./plain";
import { orgSecret, repoSecret, userSecret } from "./secret-kinds";
import { associationFields } from "./secret-repository-fields";

/** The fields of the classes that GitHub writes by upsert: what one resource makes, another takes over. */
const fieldsOf: Readonly<Record<string, Record<string, Field>>> = {
  OrgCodespacesSecret: orgSecret.fields,
  UserCodespacesSecret: userSecret.fields,
  RepoCodespacesSecret: repoSecret.fields,
  OrgCodespacesSecretRepository: associationFields(orgSecret),
  UserCodespacesSecretRepository: associationFields(userSecret),
  OrgCodespacesAccess: accessFields,
};

/** The arguments that identify what a resource declares; none for a class that takes nothing over. */
export function identifyingArguments(className: string): string[] {
  return Object.entries(fieldsOf[className] ?? {}).flatMap(([name, { replaces }]) =>
    replaces ? [name] : [],
  );
}

/** What arguments of a class declare, as far as they are known. */
export function declaredIdentity(className: string, args: Props): Identity {
  return identityIn(className, fieldsOf[className] ?? {}, args);
}
