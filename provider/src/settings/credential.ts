import type { Found } from "./sources";

export interface AppSetting {
  kind: "app";
  /** The app's id or its client id. */
  appId: Found;
  /** By its id, or as the one of an organization, which is looked up. */
  installation: ({ id: number } | { organization: string }) & { source: string };
  /** The key itself, or the path of a file that holds it; others' variables may hold either. */
  privateKey: Found & { form: "key" | "path" | "either" };
  /** In words, for messages. */
  source: string;
}

export interface TokenSetting extends Found {
  kind: "token";
  /** It comes from a variable that mostly holds the job's own token, in a job of GitHub Actions. */
  inActions?: true;
}

/**
 * Who the requests are sent as. Nothing was asked or read for it yet, and what can't be used says so
 * at the first request: a preview needs no credential, so it mustn't fail for the want of one.
 */
export type CredentialSetting = TokenSetting | AppSetting | { kind: "gitHubCli" } | Unusable;

export interface Unusable {
  kind: "unusable";
  message: string;
}

/**
 * Whose words gave a credential, which tells what host it is for: this provider's own keys and
 * variables, Pulumi's GitHub provider's configuration, everybody's environment, the GitHub CLI.
 */
export type Origin = "own" | "github" | "environment" | "gitHubCli";

export interface FoundCredential {
  setting: CredentialSetting;
  origin: Origin;
}

export function unusable(message: string): Unusable {
  return { kind: "unusable", message };
}
