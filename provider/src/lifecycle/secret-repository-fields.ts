import type { Field } from "./fields";
import { repositoryReference } from "./rules";
import type { SecretKind } from "./secret-kind";

const repository: Field = { required: true, replaces: true, check: repositoryReference };

/** What a repository on a secret's list is known by: whatever identifies the secret, and itself. */
export function associationFields({ fields }: SecretKind): Record<string, Field> {
  const identity = Object.entries(fields).filter(([, field]) => field.replaces);
  return { ...Object.fromEntries(identity), repository };
}
