import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Clock } from "../../clock";
import type { Credential } from "./credential";
import { SingleFlight } from "../single-flight";

const NO_TOKEN =
  "No GitHub token was found: set the environment variable GITHUB_TOKEN, or run `gh auth " +
  "login`. Searched: the configuration github-codespaces:tokenEnv and github-codespaces:token, " +
  "a GitHub App (github-codespaces:appId or GITHUB_CODESPACES_APP_ID), the configuration " +
  "github:token and github:appAuth, the environment variables GH_TOKEN, GITHUB_TOKEN and " +
  "GITHUB_APP_ID, and `gh auth token`. User secrets also look at github-codespaces:userToken " +
  "and GITHUB_CODESPACES_USER_TOKEN.";

/** How long `gh` is not asked again about a token that GitHub refused, in milliseconds. */
const ENOUGH = 60_000;

/**
 * The GitHub CLI's login at the API's host, and at no other. Somebody may log in anew while this process lives,
 * so `gh` is asked again after `livesFor` milliseconds, and once when GitHub refuses the token.
 */
export function gitHubCliCredential(
  baseUrl: string,
  { clock, livesFor }: { clock: Clock; livesFor: number },
): Credential {
  const host = new URL(baseUrl).host.replace(/^api\./, "");
  const answer = new SingleFlight(async () => ({ token: await ask(host), at: clock.now() }));
  let last: { refused: string; at: number; isDone: Promise<boolean> } | undefined;
  const renew = async (refused: string) => {
    if ((await answer.get()).token === refused) answer.forget();
    return (await answer.get()).token !== refused;
  };
  return {
    source: `\`gh auth token --hostname ${host}\``,
    token: async () => (await answer.getUnless(({ at }) => clock.now() - at > livesFor)).token,
    isRenewed: (refused) => {
      const at = clock.now();
      if (last?.refused !== refused || at - last.at > ENOUGH) {
        last = { refused, at, isDone: renew(refused) };
      }
      return last.isDone;
    },
  };
}

async function ask(host: string): Promise<string> {
  const args = ["auth", "token", "--hostname", host];
  try {
    const { stdout } = await promisify(execFile)("gh", args, { timeout: 10_000, env: ownLogin() });
    if (stdout.trim()) return stdout.trim();
  } catch {
    // Not installed, or not logged in: the error below lists every place.
  }
  throw new Error(NO_TOKEN);
}

/**
 * The environment without its tokens, since `gh` would print one of them whatever host it is asked for, and
 * without the variables that only this provider uses.
 */
function ownLogin(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !NOT_FOR_GH.test(name));
  return Object.fromEntries(kept);
}

const NOT_FOR_GH = /^((GH|GITHUB)_(ENTERPRISE_)?TOKEN|GITHUB_CODESPACES_\w+|GITHUB_APP_\w+)$/;
