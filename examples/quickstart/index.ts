import * as pulumi from "@pulumi/pulumi";
import {
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  RepoCodespacesSecret,
  UserCodespacesSecret,
} from "pulumi-github-codespaces";

const org = "acme";
const config = new pulumi.Config();

// Who may use codespaces that the organization pays for.
new OrgCodespacesAccess("access", {
  org,
  visibility: "selected_members",
  selectedUsernames: ["octocat", "hubot"],
});

// A secret for the codespaces of two repositories.
new OrgCodespacesSecret("npm-token", {
  org,
  secretName: "NPM_TOKEN",
  value: config.requireSecret("npmToken"),
  visibility: "selected",
  selectedRepositories: ["api", "web"],
});

// A secret of one repository.
new RepoCodespacesSecret("database-url", {
  repository: "acme/api",
  secretName: "DATABASE_URL",
  value: config.requireSecret("databaseUrl"),
});

// A secret of the user whose token this is.
new UserCodespacesSecret("dotfiles-key", {
  secretName: "DOTFILES_KEY",
  value: config.requireSecret("dotfilesKey"),
  selectedRepositories: ["octocat/dotfiles"],
});
