import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Found, Settings } from "../settings";
import { GitHub } from "./client";
import type { Clock } from "./clock";
import type { Credential } from "./credential";
import { Limiter } from "./limiter";
import type { Say } from "./say";
import { proxiedFetch } from "./proxied-fetch";
import { SingleFlight } from "./single-flight";
import { userAgent } from "./user-agent";

const NO_TOKEN =
  "No GitHub token was found. Looked at: the configuration github-codespaces:token (set it with " +
  "`pulumi config set --secret github-codespaces:token`), github:token, the environment variables " +
  "GH_TOKEN and GITHUB_TOKEN, and `gh auth token`.";

/** What a client needs of the world beside the network. */
export interface Around {
  say: Say;
  clock: Clock;
}

/** The client for one host and credential, with its own limiter. Loads octokit. */
export async function connect(
  settings: Settings,
  found: Found | undefined,
  { say, clock }: Around,
): Promise<GitHub> {
  const { Octokit } = await import("@octokit/rest");
  const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const octokit = new Octokit({
    baseUrl: settings.baseUrl,
    userAgent,
    log: quiet,
    request: { ...(await proxiedFetch(process.env)), log: quiet },
  });
  return new GitHub({
    octokit,
    credential: found === undefined ? githubCliCredential() : fixedCredential(found),
    limiter: new Limiter(settings.limits, clock, say),
    clock,
    timeout: settings.requestTimeout,
    retries: settings.retries,
  });
}

function fixedCredential({ text, source }: Found): Credential {
  return { source, token: () => Promise.resolve(text) };
}

function githubCliCredential(): Credential {
  const token = new SingleFlight(askGitHubCli);
  return { source: "`gh auth token`", token: () => token.get() };
}

async function askGitHubCli(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("gh", ["auth", "token"], { timeout: 10_000 });
    if (stdout.trim()) return stdout.trim();
  } catch {
    // Not installed, or not logged in: said below, with every other place.
  }
  throw new Error(NO_TOKEN);
}

function ignore(): void {
  // octokit's warnings (a deprecated operation) would be printed among the user's diagnostics.
}
