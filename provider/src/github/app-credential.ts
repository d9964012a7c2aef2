import { createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { AppSetting } from "../credential-settings";
import { isRecord } from "./answer";
import type { GitHub } from "./client";
import type { Clock } from "./clock";
import type { Credential } from "./credential";
import { isRefused } from "./errors";
import { Json } from "./json";
import { SingleFlight } from "./single-flight";

type Token = () => Promise<string>;

/** For so many milliseconds a new installation token may be unknown to parts of GitHub (octokit's figure). */
const FRESH = 5_000;

/** Makes a client with the same host, proxy, timeouts and retries, and its own limiter. */
export type Open = (credential: Credential) => GitHub;

/**
 * A GitHub App as one of its installations. The app's own requests go through a client of their own:
 * they are asked for while a request of the installation waits in its limiter.
 */
export function appCredential(app: AppSetting, open: Open, clock: Clock): Credential {
  let madeAt = Number.NEGATIVE_INFINITY;
  const noteMade = () => (madeAt = clock.now());
  const installation = new SingleFlight(() => signIn(app, open, noteMade));
  return {
    source: app.source,
    token: async () => (await installation.get())(),
    isFresh: () => clock.now() - madeAt < FRESH,
  };
}

/** Returns what gives the installation's token; octokit renews it before its hour ends. */
async function signIn(app: AppSetting, open: Open, noteMade: () => void): Promise<Token> {
  const privateKey = await privateKeyOf(app);
  const { createAppAuth } = await import("@octokit/auth-app");
  const jwt: Token = async () => (await auth({ type: "app" })).token;
  const github = open({ source: app.source, token: jwt });
  const request = async (route: string, params: { installation_id: number }) => {
    const answer = await askForToken(app, {
      github,
      route,
      installationId: params.installation_id,
    });
    noteMade();
    return answer;
  };
  const auth = createAppAuth({
    appId: app.appId,
    privateKey,
    log: { warn: () => undefined },
    // All that octokit does with it is to call it with a route and its parameters.
    request: request as unknown as NonNullable<Parameters<typeof createAppAuth>[0]["request"]>,
  });
  const installationId = await installationOf(app, github);
  return async () => (await auth({ type: "installation", installationId })).token;
}

interface TokenRequest {
  github: GitHub;
  route: string;
  installationId: number;
}

async function askForToken(app: AppSetting, { github, route, installationId }: TokenRequest) {
  try {
    // A second token does no harm: a POST that may be repeated.
    const params = { installation_id: installationId };
    return await github.request(route, params, { repeatable: true, read: tokenIn });
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    throw new Error(
      `The GitHub App ${app.appId} has no installation ${installationId}: check github-codespaces:installationId.`,
    );
  }
}

/** The whole answer, as octokit wants it, if it is one. */
function tokenIn(data: unknown): unknown {
  const answer = new Json(data, "token of an installation");
  answer.text("token");
  answer.time("expires_at");
  return data;
}

async function installationOf({ appId, installation }: AppSetting, github: GitHub) {
  if ("id" in installation) return installation.id;
  const { organization: org } = installation;
  try {
    const read = (data: unknown) => new Json(data, "installation").number("id");
    return (await github.request("GET /orgs/{org}/installation", { org }, { read })).data;
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
  }
  throw new Error(
    `The GitHub App ${appId} is not installed in ${org} (github-codespaces:appOrganization): install it there, or check the name.`,
  );
}

/** In the form that octokit takes. What can't be read is never part of the message. */
async function privateKeyOf({ privateKey }: AppSetting): Promise<string> {
  const { source } = privateKey;
  const text = privateKey.isPath ? await fileOf(privateKey) : privateKey.text;
  try {
    // In an environment variable a PEM often has its line breaks written as \n.
    const key = createPrivateKey(text.replaceAll("\\n", "\n"));
    if (key.asymmetricKeyType === "rsa")
      return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    // Said below: the error of OpenSSL tells a user nothing.
  }
  throw new Error(
    `The private key from ${source} is not an RSA key in PEM form, as GitHub gives it: ` +
      "-----BEGIN RSA PRIVATE KEY-----, lines of base64, -----END RSA PRIVATE KEY-----.",
  );
}

async function fileOf({ text: path, source }: AppSetting["privateKey"]): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = isRecord(error) && typeof error.code === "string" ? error.code : "unknown reason";
    // The path isn't shown: it may be the key itself, put into the wrong setting.
    throw new Error(`The file that ${source} names can't be read (${code}).`);
  }
}
