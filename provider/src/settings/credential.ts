import type { Sourced } from "./sources";

export interface AppSetting {
  kind: "app";
  /** The app's id, or its client id. */
  appId: Sourced;
  /** By its id, or as an organization's installation, which is looked up. */
  installation: ({ id: number } | { organization: string }) & { source: string };
  /** The key itself, or the path of its file; other tools' variables may hold either. */
  privateKey: Sourced & { form: "key" | "path" | "either" };
  /** In words, for messages. */
  source: string;
}

export interface TokenSetting extends Sourced {
  kind: "token";
  /** In a job of GitHub Actions, it comes from a variable that mostly holds the job's own token. */
  inActions?: true;
}

/**
 * Who the requests are sent as. Nothing has been sent or read for it yet. A credential that can't be used is
 * reported at the first request: a preview needs none, so it mustn't fail for lack of one.
 */
export type CredentialSetting = TokenSetting | AppSetting | { kind: "gitHubCli" } | Unusable;

export interface Unusable {
  kind: "unusable";
  message: string;
}

/**
 * What gave a credential, which tells what host it is for: this provider's own keys and variables, the
 * configuration of Pulumi's GitHub provider, the general environment, or the GitHub CLI.
 */
export type Origin = "own" | "github" | "environment" | "gitHubCli";

export interface FoundCredential {
  setting: CredentialSetting;
  origin: Origin;
}

export function unusable(message: string): Unusable {
  return { kind: "unusable", message };
}
