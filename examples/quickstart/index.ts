import {
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  RepoCodespacesSecret,
  UserCodespacesSecret,
} from "pulumi-github-codespaces";

const org = "acme";

// Who may use codespaces that the organization pays for.
new OrgCodespacesAccess("access", {
  org,
  visibility: "selected_members",
  selectedUsernames: ["octocat", "hubot"],
});

// A secret for the codespaces of two repositories. A value from the environment leaves no trace in
// Pulumi's state; `config.requireSecret("npmToken")` works as well.
new OrgCodespacesSecret("npm-token", {
  org,
  secretName: "NPM_TOKEN",
  value: process.env.NPM_TOKEN,
  visibility: "selected",
  selectedRepositories: ["api", "web"],
});

// A secret of one repository.
new RepoCodespacesSecret("database-url", {
  repository: "acme/api",
  secretName: "DATABASE_URL",
  value: process.env.DATABASE_URL,
});

// A secret of the user whose token this is.
new UserCodespacesSecret("dotfiles-key", {
  secretName: "DOTFILES_KEY",
  value: process.env.DOTFILES_KEY,
  selectedRepositories: ["octocat/dotfiles"],
});
