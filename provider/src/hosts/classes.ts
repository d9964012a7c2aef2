import { orgSecret, repoSecret, userSecret } from "../kinds/secret-kinds";
import { AccessLifecycle } from "../lifecycle/access/access";
import { CodespaceLifecycle } from "../lifecycle/codespace/codespace";
import type { Lifecycle } from "../lifecycle/lifecycle";
import { SecretRepositoryLifecycle } from "../lifecycle/secret-repository/secret-repository";
import { SecretLifecycle } from "../lifecycle/secret/secret";
import type { GetSession } from "../session/session";

/** The lifecycle of each class of resources. */
export const lifecycles: Record<string, (session: GetSession) => Lifecycle> = {
  OrgCodespacesSecret: (session) => new SecretLifecycle(orgSecret, session),
  UserCodespacesSecret: (session) => new SecretLifecycle(userSecret, session),
  RepoCodespacesSecret: (session) => new SecretLifecycle(repoSecret, session),
  OrgCodespacesSecretRepository: (session) => new SecretRepositoryLifecycle(orgSecret, session),
  UserCodespacesSecretRepository: (session) => new SecretRepositoryLifecycle(userSecret, session),
  Codespace: (session) => new CodespaceLifecycle(session),
  OrgCodespacesAccess: (session) => new AccessLifecycle(session),
};
