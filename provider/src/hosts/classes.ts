import { orgSecret, repoSecret, userSecret } from "../kinds/all";
import { accessLifecycle } from "../lifecycle/access/access";
import { codespaceLifecycle } from "../lifecycle/codespace/codespace";
import type { Lifecycle } from "../lifecycle/lifecycle";
import { secretRepositoryLifecycle } from "../lifecycle/secret-repository/secret-repository";
import { secretLifecycle } from "../lifecycle/secret/secret";
import type { GetSession } from "../session/session";

/** The lifecycle of each class of resources. */
export const lifecycles: Record<string, (session: GetSession) => Lifecycle> = {
  OrgCodespacesSecret: (session) => secretLifecycle(orgSecret, session),
  UserCodespacesSecret: (session) => secretLifecycle(userSecret, session),
  RepoCodespacesSecret: (session) => secretLifecycle(repoSecret, session),
  OrgCodespacesSecretRepository: (session) => secretRepositoryLifecycle(orgSecret, session),
  UserCodespacesSecretRepository: (session) => secretRepositoryLifecycle(userSecret, session),
  Codespace: codespaceLifecycle,
  OrgCodespacesAccess: accessLifecycle,
};
