import type { CredentialSetting } from "../settings/credential";
import type { Settings } from "../settings/reading";
import { appCredential, type Open } from "./credentials/app-credential";
import { GitHub } from "./client";
import type { Clock } from "../clock";
import type { Credential } from "./credentials/credential";
import { gitHubCliCredential } from "./credentials/github-cli";
import { Limiter } from "./limits/limiter";
import { proxiedFetch } from "./proxied-fetch";
import type { Say } from "../say";
import { userAgent } from "./user-agent";

/** What a client needs from its surroundings besides the network. */
export interface Around {
  say: Say;
  clock: Clock;
  /** How long an answer that may change stays valid, in milliseconds. Default: as long as the process. */
  livesFor?: number | undefined;
  /** Throws if nobody waits for a write any more. */
  beforeWriting?: (() => Promise<void>) | undefined;
}

/** The client for one host and credential, with its own limiter. Loads octokit. */
export async function connect(
  settings: Settings,
  setting: CredentialSetting,
  { say, clock, livesFor = Infinity, beforeWriting }: Around,
): Promise<GitHub> {
  const { Octokit } = await import("@octokit/rest");
  const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const octokit = new Octokit({
    baseUrl: settings.baseUrl,
    userAgent,
    log: quiet,
    request: {
      ...(await proxiedFetch(settings.baseUrl, process.env)),
      parseSuccessResponseBody: false,
      log: quiet,
    },
  });
  const open: Open = (credential) =>
    new GitHub({
      send: octokit.request,
      credential,
      limiter: new Limiter(settings.limits, clock, say),
      clock,
      timeout: settings.requestTimeout,
      retries: settings.retries,
      livesFor,
      beforeWriting,
    });
  return open(credentialOf(setting, { baseUrl: settings.baseUrl, open, clock, livesFor, say }));
}

interface ClientPlace extends Around {
  baseUrl: string;
  open: Open;
  livesFor: number;
}

function credentialOf(
  setting: CredentialSetting,
  { baseUrl, open, clock, livesFor, say }: ClientPlace,
): Credential {
  switch (setting.kind) {
    case "token": {
      const { text, source, inActions: mayBeJobs = text.startsWith("ghs_") } = setting;
      return { source, mayBeJobs, token: () => Promise.resolve(text) };
    }
    case "app":
      return appCredential(setting, { open, clock, say });
    case "gitHubCli":
      return gitHubCliCredential(baseUrl, { clock, livesFor });
    case "unusable":
      return { source: "nowhere", token: () => Promise.reject(new Error(setting.message)) };
  }
}

function ignore(): void {
  // octokit's warnings (a deprecated operation) would be printed among the user's diagnostics.
}
