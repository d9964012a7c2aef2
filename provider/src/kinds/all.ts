import { codespace } from "./codespace";
import { orgCodespacesAccess } from "./org-codespaces-access";
import { orgCodespacesSecret } from "./org-codespaces-secret";
import { repoCodespacesSecret } from "./repo-codespaces-secret";
import {
  orgCodespacesSecretRepository,
  userCodespacesSecretRepository,
} from "./secret-repositories";
import { orgCodespacesSecrets, repoCodespacesSecrets, userCodespacesSecrets } from "./secrets";
import type { Kind } from "./table";
import { userCodespacesSecret } from "./user-codespaces-secret";

/** The classes that GitHub writes by upsert, so that one resource can take over what another has made. */
export const upserted: readonly Kind[] = [
  orgCodespacesSecret,
  userCodespacesSecret,
  repoCodespacesSecret,
  orgCodespacesSecretRepository,
  userCodespacesSecretRepository,
  orgCodespacesAccess,
];

/** All classes of resources. */
export const kinds: readonly Kind[] = [
  ...upserted,
  orgCodespacesSecrets,
  userCodespacesSecrets,
  repoCodespacesSecrets,
  codespace,
];

export { orgSecretSet, repoSecretSet, secretSets, userSecretSet } from "./secrets";
export { orgSecret } from "./org-codespaces-secret";
export { repoSecret } from "./repo-codespaces-secret";
export { userSecret } from "./user-codespaces-secret";
