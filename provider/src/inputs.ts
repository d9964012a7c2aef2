/** What GitHub's codespaces of an organization may see a secret. */
export type SecretVisibility = "all" | "private" | "selected";

export type AccessVisibility =
  "disabled" | "selected_members" | "all_members" | "all_members_and_outside_collaborators";

/** `adopt` takes an existing secret over; `fail` refuses before anything is written. */
export type OnExisting = "adopt" | "fail";
/** What the next `up` does with a value that somebody wrote outside of Pulumi. */
export type OnExternalChange = "overwrite" | "warn" | "ignore";

/** A repository as `"name"` (of the organization), `"owner/name"`, or its id as a number. */
export type RepositoryReference = string | number;

export interface SecretValueInputs {
  value?: string;
  encryptedValue?: string;
  keyId?: string;
  onExisting?: OnExisting;
  onExternalChange?: OnExternalChange;
}

export interface OrgCodespacesSecretInputs extends SecretValueInputs {
  org: string;
  secretName: string;
  visibility: SecretVisibility;
  selectedRepositories?: RepositoryReference[];
}

export interface UserCodespacesSecretInputs extends SecretValueInputs {
  secretName: string;
  selectedRepositories?: RepositoryReference[];
}

export interface RepoCodespacesSecretInputs extends SecretValueInputs {
  repository: string;
  secretName: string;
}

/** The geographic area of a codespace. */
export type CodespaceGeo = "EuropeWest" | "SoutheastAsia" | "UsEast" | "UsWest";

export interface CodespaceInputs {
  repository?: string | number;
  ref?: string;
  pullRequest?: string;
  geo?: CodespaceGeo;
  devcontainerPath?: string;
  machine?: string;
  displayName?: string;
  recentFolders?: string[];
  desiredState?: "running" | "stopped";
  idleTimeoutMinutes?: number;
  retentionPeriodMinutes?: number;
  workingDirectory?: string;
  multiRepoPermissionsOptOut?: boolean;
  clientIp?: string;
  forceDelete?: boolean;
  timeouts?: CodespaceTimeouts;
}

/** How long to wait for GitHub, as `1h`, `20m` or `90s`. Default: 15 minutes each. */
export interface CodespaceTimeouts {
  create?: string;
  update?: string;
  delete?: string;
}

export interface OrgCodespacesAccessInputs {
  org: string;
  visibility: AccessVisibility;
  selectedUsernames?: string[];
  onDestroy?: "disable" | "leave";
}
