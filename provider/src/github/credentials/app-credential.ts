import type { AppSetting } from "../../settings/credential";
import type { Answer } from "../answer";
import { GitHubsTime, jwtOf } from "./app-jwt";
import { appKeyOf } from "./app-key";
import type { GitHub } from "../client";
import type { Clock } from "../../clock";
import type { Credential } from "./credential";
import { ifFound, isRefused } from "../errors";
import { Json } from "../json";
import type { Operation, Params } from "../operation";
import type { Say } from "../../say";
import { SingleFlight } from "../single-flight";

/** How long parts of GitHub may not know a new installation token, in milliseconds (octokit's figure). */
const FRESH = 5_000;

/** Makes a client with the same host, proxy, timeouts and retries, and its own limiter. */
export type Open = (credential: Credential) => GitHub;

interface AppWorld {
  open: Open;
  clock: Clock;
  say: Pick<Say, "warn">;
}

/**
 * A GitHub App as one of its installations. The app's own requests go through a separate client, because they
 * are made while a request of the installation waits in its limiter.
 */
export function appCredential(app: AppSetting, world: AppWorld): Credential {
  const { clock } = world;
  let madeAt = Number.NEGATIVE_INFINITY;
  let selection: string | undefined;
  const noteMade = (made: Json) => {
    madeAt = clock.now();
    selection = made.textIfAny("repository_selection");
  };
  const installation = new SingleFlight(() => signIn(app, world, noteMade));
  return {
    source: app.source,
    token: async () => (await installation.get()).token(),
    isFresh: () => clock.now() - madeAt < FRESH,
    isForAll: async (owner) => {
      const signedIn = await installation.get();
      await signedIn.token();
      return selection === "all" && (await signedIn.isIn(owner));
    },
  };
}

/** The installation, whose token octokit renews before its hour ends. */
async function signIn(app: AppSetting, world: AppWorld, noteMade: (made: Json) => void) {
  const { createAppAuth } = await import("@octokit/auth-app");
  const { jwt, ask } = await appItself(app, world);
  const forToken = async (route: string, { installation_id: installationId }: Params) => {
    if (route !== makeToken.route) throw new Error(`octokit asks for ${route}`);
    const answer = await tokenOf(app, () => ask(makeToken, { installationId }));
    noteMade(new Json(answer.data, "token of an installation"));
    return answer;
  };
  const auth = createAppAuth({
    appId: app.appId.text,
    createJwt: () => Promise.resolve({ jwt: jwt(), expiresAt: "" }),
    log: { warn: () => undefined },
    // Octokit only calls it with a route and its parameters.
    request: forToken as unknown as NonNullable<Parameters<typeof createAppAuth>[0]["request"]>,
  });
  const installationId = await installationOf(app, ask);
  return {
    token: async () => (await auth({ type: "installation", installationId })).token,
    /** Whether it is the one in this organization. */
    isIn: async (org: string) => (await ask(getInstallation, { org })).data === installationId,
  };
}

type AskAsApp = <T>(operation: Operation<T>, args: Params) => Promise<Answer<T>>;

/** The app's own requests, authenticated with a JWT that it signs. */
async function appItself(app: AppSetting, { open, clock, say }: AppWorld) {
  const key = await appKeyOf(app, say);
  const time = new GitHubsTime(clock);
  const jwt = () => jwtOf(app.appId.text, key, time.now());
  const credential = { source: app.source, token: () => Promise.resolve(jwt()) };
  const ask: AskAsApp = async (operation, args) => {
    try {
      const send = () => open(credential).request(operation, args);
      return await time.mended(`the GitHub App ${app.appId.text}`, send);
    } catch (error) {
      if (!isUnknownApp(error)) throw error;
      throw new Error(
        `GitHub has no GitHub App ${app.appId.text} at this host ("Integration not found"): check ${app.appId.source}.`,
      );
    }
  };
  return { jwt, ask };
}

/** GitHub's answer to any JWT of an app that it doesn't have (octokit/rest.js#218). */
function isUnknownApp(error: unknown): boolean {
  return isRefused(error, 404) && /integration not found/i.test(error.refusal.message);
}

async function tokenOf(app: AppSetting, ask: () => Promise<Answer>): Promise<Answer> {
  const { appId, installation } = app;
  const named = "id" in installation ? String(installation.id) : `of ${installation.organization}`;
  try {
    return await ask();
  } catch (error) {
    if (isRefused(error, 404)) {
      throw new Error(
        `The GitHub App ${appId.text} has no installation ${named}: check ${installation.source}.`,
      );
    }
    if (!isRefused(error, 403) || !/suspended/i.test(error.refusal.message)) throw error;
    throw new Error(
      `The installation ${named} of the GitHub App ${appId.text} is suspended (${error.refusal.message}): an owner of the ` +
        "account that it belongs to can unsuspend it, in the account's settings under GitHub Apps.",
    );
  }
}

/** The id of an app's installation. */
const getInstallation: Operation<number> = {
  id: "apps/get-org-installation",
  route: "GET /orgs/{org}/installation",
  done: [200],
  read: (data) => new Json(data, "installation").number("id"),
};

/** The whole answer, as octokit needs it. */
const makeToken: Operation = {
  id: "apps/create-installation-access-token",
  route: "POST /app/installations/{installation_id}/access_tokens",
  done: [201],
  read: (data) => {
    const answer = new Json(data, "token of an installation");
    answer.text("token");
    answer.time("expires_at");
    return data;
  },
  // A second token does no harm.
  repeatable: true,
};

async function installationOf({ appId, installation }: AppSetting, ask: AskAsApp): Promise<number> {
  if ("id" in installation) return installation.id;
  const { organization: org, source } = installation;
  const found = await ifFound(ask(getInstallation, { org }));
  if (found !== undefined) return found.data;
  throw new Error(
    `The GitHub App ${appId.text} is not installed in ${org} (${source}): install it there, or check the name.`,
  );
}
