// Every class, and every form that an input can have. `npm run states:record` copies it for a release.
import * as pulumi from "@pulumi/pulumi";
import {
  Codespace,
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  OrgCodespacesSecretRepository,
  Provider,
  RepoCodespacesSecret,
  UserCodespacesSecret,
  UserCodespacesSecretRepository,
} from "pulumi-github-codespaces";

const { CHANGED, DISPLAY_NAME, SEALED, KEY_ID } = process.env;

new OrgCodespacesAccess("access", {
  org: "acme",
  visibility: "selected_members",
  selectedUsernames: ["octocat", "hubot"],
});

const provider = new Provider("second", { tokenEnv: "SECOND_TOKEN", retries: 2 });
new OrgCodespacesAccess(
  "access-2",
  { org: "acme-2", visibility: "all_members", onDestroy: "leave" },
  { provider },
);

class Team extends pulumi.ComponentResource {
  constructor() {
    super("test:index:Team", "team");
    const secret = new OrgCodespacesSecret(
      "by-name",
      {
        org: "Acme",
        secretName: "by_name",
        value: "value of by-name",
        visibility: "selected",
        selectedRepositories: ["api", "acme/Web", 1003],
      },
      { parent: this },
    );
    new RepoCodespacesSecret(
      "of-a-repository",
      {
        repository: "acme/api",
        secretName: "OF_A_REPOSITORY",
        value: secret.id,
        onExisting: "fail",
      },
      { parent: this },
    );
  }
}
new Team();

new OrgCodespacesSecret("changed", {
  org: "acme",
  secretName: "CHANGED",
  value: CHANGED,
  visibility: "all",
  onExternalChange: "warn",
});
new OrgCodespacesSecret("sealed", {
  org: "acme",
  secretName: "SEALED",
  encryptedValue: SEALED,
  keyId: KEY_ID,
  visibility: "private",
});

const shared = new OrgCodespacesSecret("shared", {
  org: "acme",
  secretName: "SHARED",
  value: "value of shared",
  visibility: "selected",
});
new OrgCodespacesSecretRepository("shared-for-docs", {
  org: "acme",
  secretName: shared.secretName,
  repository: "docs",
});

const mine = new UserCodespacesSecret("mine", { secretName: "MINE", value: "value of mine" });
new UserCodespacesSecretRepository("mine-for-dotfiles", {
  secretName: mine.secretName,
  repository: "octocat/dotfiles",
});
new UserCodespacesSecret("with-a-list", {
  secretName: "WITH_A_LIST",
  value: "value of with-a-list",
  selectedRepositories: ["octocat/dotfiles"],
});

// One alone: the emulator gives its first codespace the same name each time.
new Codespace("codespace", {
  repository: "octocat/hello-world",
  ref: "develop",
  devcontainerPath: ".devcontainer/devcontainer.json",
  geo: "EuropeWest",
  machine: "basicLinux32gb",
  displayName: DISPLAY_NAME,
  recentFolders: ["/workspaces/hello-world"],
  desiredState: "running",
  idleTimeoutMinutes: 240,
  retentionPeriodMinutes: 600,
  workingDirectory: "/workspaces/hello-world",
  multiRepoPermissionsOptOut: true,
  clientIp: "192.0.2.1",
  forceDelete: false,
  timeouts: { create: "20m", update: "10m", delete: "5m" },
});
