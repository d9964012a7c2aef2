import {
  callList,
  callOne,
  type ListCall,
  type OneCall,
  type OpenSession,
} from "../operations/by-name/call";
import * as codespaces from "../operations/by-name/codespaces";
import type { UserCodespacesArgs } from "../operations/by-name/codespaces";
import * as launch from "../operations/by-name/launch";
import * as secrets from "../operations/by-name/secrets";
import type { CodespaceResult } from "../operations/answers/codespace";
import type { CodespaceNameArgs, OrgMemberArgs } from "../operations/codespaces";
import type { CodespaceExportArgs, CodespaceExportResult } from "../operations/exports";
import type {
  DevcontainerResult,
  RepoCodespaceDefaultsResult,
  RepoCodespacePermissionsResult,
  RepoDefaultsArgs,
  RepoPermissionsArgs,
} from "../operations/launch";
import type { CodespaceMachineResult, RepoMachinesArgs } from "../operations/machines";
import type {
  CodespacesPublicKeyResult,
  CodespacesSecretResult,
  OrgArgs,
  OrgCodespacesSecretResult,
  OrgSecretArgs,
  RepoSecretArgs,
  UserSecretArgs,
} from "../operations/answers/secret";
import type { RepoArgs, RepositoryResult } from "../operations/answers/repository";

/**
 * What a client can read. Each method is the lookup of the same name, whose description says what it needs. Go
 * through a list with `for await`, as often as you like: each time its pages are requested as they are needed.
 */
export class ReadingClient {
  readonly #open: OpenSession;

  constructor(open: OpenSession) {
    this.#open = open;
  }

  /**
   * The Codespaces secrets of an organization, without their values. Operation:
   * `codespaces/list-org-secrets`.
   */
  listOrgCodespacesSecrets(args: OrgArgs): AsyncIterable<OrgCodespacesSecretResult> {
    return this.#list(secrets.orgSecrets, args);
  }

  /** One secret of an organization, without its value. Operation: `codespaces/get-org-secret`. */
  getOrgCodespacesSecret(args: OrgSecretArgs): Promise<OrgCodespacesSecretResult> {
    return this.#one(secrets.orgSecret, args);
  }

  /**
   * The repositories of an organization's secret. Operation:
   * `codespaces/list-selected-repos-for-org-secret`.
   */
  listOrgCodespacesSecretRepositories(args: OrgSecretArgs): AsyncIterable<RepositoryResult> {
    return this.#list(secrets.orgSecretRepositories, args);
  }

  /** The key to seal an organization's secrets with. Operation: `codespaces/get-org-public-key`. */
  getOrgCodespacesPublicKey(args: OrgArgs): Promise<CodespacesPublicKeyResult> {
    return this.#one(secrets.orgPublicKey, args);
  }

  /**
   * The Codespaces secrets of a repository, without their values. Operation:
   * `codespaces/list-repo-secrets`.
   */
  listRepoCodespacesSecrets(args: RepoArgs): AsyncIterable<CodespacesSecretResult> {
    return this.#list(secrets.repoSecrets, args);
  }

  /** One secret of a repository, without its value. Operation: `codespaces/get-repo-secret`. */
  getRepoCodespacesSecret(args: RepoSecretArgs): Promise<CodespacesSecretResult> {
    return this.#one(secrets.repoSecret, args);
  }

  /** The key to seal a repository's secrets with. Operation: `codespaces/get-repo-public-key`. */
  getRepoCodespacesPublicKey(args: RepoArgs): Promise<CodespacesPublicKeyResult> {
    return this.#one(secrets.repoPublicKey, args);
  }

  /**
   * The Codespaces secrets of the token's user, without their values. Operation:
   * `codespaces/list-secrets-for-authenticated-user`.
   */
  listUserCodespacesSecrets(): AsyncIterable<CodespacesSecretResult> {
    return this.#list(secrets.userSecrets, {});
  }

  /**
   * One secret of the token's user, without its value. Operation:
   * `codespaces/get-secret-for-authenticated-user`.
   */
  getUserCodespacesSecret(args: UserSecretArgs): Promise<CodespacesSecretResult> {
    return this.#one(secrets.userSecret, args);
  }

  /**
   * The repositories of a secret of the token's user. Operation:
   * `codespaces/list-repositories-for-secret-for-authenticated-user`.
   */
  listUserCodespacesSecretRepositories(args: UserSecretArgs): AsyncIterable<RepositoryResult> {
    return this.#list(secrets.userSecretRepositories, args);
  }

  /**
   * The key to seal secrets of the token's user with. Operation:
   * `codespaces/get-public-key-for-authenticated-user`.
   */
  getUserCodespacesPublicKey(): Promise<CodespacesPublicKeyResult> {
    return this.#one(secrets.userPublicKey, {});
  }

  /**
   * The codespaces of the token's user, or those of one repository. Operation:
   * `codespaces/list-for-authenticated-user`.
   */
  listCodespaces(args: UserCodespacesArgs = {}): AsyncIterable<CodespaceResult> {
    return this.#list(codespaces.userCodespaces, args);
  }

  /**
   * The codespaces of the token's user in a repository. Operation:
   * `codespaces/list-in-repository-for-authenticated-user`.
   */
  listRepoCodespaces(args: RepoArgs): AsyncIterable<CodespaceResult> {
    return this.#list(codespaces.repoCodespaces, args);
  }

  /** The codespaces that an organization pays for. Operation: `codespaces/list-in-organization`. */
  listOrgCodespaces(args: OrgArgs): AsyncIterable<CodespaceResult> {
    return this.#list(codespaces.orgCodespaces, args);
  }

  /**
   * The codespaces of one member that an organization pays for. Operation:
   * `codespaces/get-codespaces-for-user-in-org`.
   */
  listOrgMemberCodespaces(args: OrgMemberArgs): AsyncIterable<CodespaceResult> {
    return this.#list(codespaces.orgMemberCodespaces, args);
  }

  /** One codespace of the token's user. Operation: `codespaces/get-for-authenticated-user`. */
  getCodespace(args: CodespaceNameArgs): Promise<CodespaceResult> {
    return this.#one(codespaces.codespaceByName, args);
  }

  /** An export of a codespace. Operation: `codespaces/get-export-details-for-authenticated-user`. */
  getCodespaceExport(args: CodespaceExportArgs): Promise<CodespaceExportResult> {
    return this.#one(codespaces.codespaceExport, args);
  }

  /**
   * The machines that a new codespace of a repository can have. Operation:
   * `codespaces/repo-machines-for-authenticated-user`.
   */
  listRepoCodespaceMachines(args: RepoMachinesArgs): AsyncIterable<CodespaceMachineResult> {
    return this.#list(launch.repoMachines, args);
  }

  /**
   * The machines that a codespace can change to. Operation:
   * `codespaces/codespace-machines-for-authenticated-user`.
   */
  listCodespaceMachines(args: CodespaceNameArgs): AsyncIterable<CodespaceMachineResult> {
    return this.#list(launch.codespaceMachines, args);
  }

  /**
   * The devcontainers of a repository. Operation:
   * `codespaces/list-devcontainers-in-repository-for-authenticated-user`.
   */
  listRepoDevcontainers(args: RepoArgs): AsyncIterable<DevcontainerResult> {
    return this.#list(launch.repoDevcontainers, args);
  }

  /**
   * What a new codespace of a repository would get by default. Operation:
   * `codespaces/pre-flight-with-repo-for-authenticated-user`.
   */
  getRepoCodespaceDefaults(args: RepoDefaultsArgs): Promise<RepoCodespaceDefaultsResult> {
    return this.#one(launch.repoDefaults, args);
  }

  /**
   * Whether the token's user has accepted the permissions that a devcontainer asks for. Operation:
   * `codespaces/check-permissions-for-devcontainer`.
   */
  getRepoCodespacePermissions(args: RepoPermissionsArgs): Promise<RepoCodespacePermissionsResult> {
    return this.#one(launch.repoPermissions, args);
  }

  #one<Args extends object, Result>(call: OneCall<Args, Result>, args: Args): Promise<Result> {
    return callOne(call, args, this.#open);
  }

  #list<Args extends object, Item>(call: ListCall<Args, Item>, args: Args): AsyncIterable<Item> {
    const open = this.#open;
    return { [Symbol.asyncIterator]: () => callList(call, args, open) };
  }
}
