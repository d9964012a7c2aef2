import {
  orgSecret,
  orgSecretSet,
  repoSecret,
  repoSecretSet,
  userSecret,
  userSecretSet,
} from "../kinds/all";
import { accessLifecycle } from "../lifecycle/access/access";
import { codespaceLifecycle } from "../lifecycle/codespace/codespace";
import type { Lifecycle } from "../lifecycle/lifecycle";
import { secretRepositoryLifecycle } from "../lifecycle/secret-repository/secret-repository";
import { secretLifecycle } from "../lifecycle/secret/secret";
import { secretSetLifecycle } from "../lifecycle/secrets/secrets";
import type { GetSession } from "../session/session";

/** The lifecycle of each class of resources. */
export const lifecycles = {
  OrgCodespacesSecret: (session: GetSession) => secretLifecycle(orgSecret, session),
  UserCodespacesSecret: (session: GetSession) => secretLifecycle(userSecret, session),
  RepoCodespacesSecret: (session: GetSession) => secretLifecycle(repoSecret, session),
  OrgCodespacesSecrets: (session: GetSession) => secretSetLifecycle(orgSecretSet, session),
  UserCodespacesSecrets: (session: GetSession) => secretSetLifecycle(userSecretSet, session),
  RepoCodespacesSecrets: (session: GetSession) => secretSetLifecycle(repoSecretSet, session),
  OrgCodespacesSecretRepository: (session: GetSession) =>
    secretRepositoryLifecycle(orgSecret, session),
  UserCodespacesSecretRepository: (session: GetSession) =>
    secretRepositoryLifecycle(userSecret, session),
  Codespace: codespaceLifecycle,
  OrgCodespacesAccess: accessLifecycle,
} satisfies Record<string, (session: GetSession) => Lifecycle>;
