import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** All that the suites of `any-github` know of the GitHub they run against. */
export interface GitHubUnderTest {
  url: string;
  token: string;
  org: string;
  /** At least two, as `owner/name`, of the organization. */
  repositories: [string, string, ...string[]];
  stop(): void;
}

/** The secrets of these suites; what begins so is taken away when they end. */
export const NAME = "PULUMI_LIFECYCLE_TEST";
/** The same for codespaces. */
export const DISPLAY_NAME = "pulumi lifecycle test";

/**
 * The GitHub for the tests of a file. Afterwards none of their secrets and codespaces is left, whatever failed.
 * @param leave what else is to be done before it is left
 */
export function useGitHub(
  leave: (github: GitHubUnderTest) => Promise<unknown> = () => Promise.resolve(),
): () => GitHubUnderTest {
  let github: GitHubUnderTest | undefined;
  const get = () => {
    if (github === undefined) throw new Error("it is there once the tests begin");
    return github;
  };
  beforeAll(async () => {
    github = await githubUnderTest();
  });
  afterAll(async () => {
    try {
      await takeAway(get());
      await leave(get());
    } finally {
      get().stop();
    }
  });
  return get;
}

/** What a person, or another stack, does there: a plain request. */
export async function byHand(
  { url, token }: GitHubUnderTest,
  route: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const [method = "", path = ""] = route.split(" ");
  const headers = { authorization: `Bearer ${token}`, "x-github-api-version": "2026-03-10" };
  const sent = body && { body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, { method, headers, ...sent });
  const text = await response.text();
  const parsed = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
  return { status: response.status, body: parsed };
}

/** Deletes the secrets and codespaces of these suites, wherever they may have made them. */
export async function takeAway(github: GitHubUnderTest): Promise<void> {
  const { org, repositories } = github;
  const scopes = [
    `/orgs/${org}`,
    "/user",
    ...repositories.map((repository) => `/repos/${repository}`),
  ];
  for (const path of scopes.map((scope) => `${scope}/codespaces/secrets`)) {
    for (const { name } of await wholeList(github, path, "secrets")) {
      if (name.startsWith(NAME)) await byHand(github, `DELETE ${path}/${name}`);
    }
  }
  for (const { name, ...one } of await wholeList(github, "/user/codespaces", "codespaces")) {
    if (!one.display_name?.startsWith(DISPLAY_NAME)) continue;
    await byHand(github, `DELETE /user/codespaces/${name}`);
  }
}

interface Row {
  name: string;
  display_name?: string | null;
}

const PAGE = 100;

/** Read to its end before anything of it is deleted: the pages would move. */
async function wholeList(github: GitHubUnderTest, path: string, items: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; rows.length === (page - 1) * PAGE; page += 1) {
    const { body } = await byHand(github, `GET ${path}?per_page=${PAGE}&page=${page}`);
    rows.push(...((body[items] ?? []) as Row[]));
  }
  return rows;
}

/**
 * Real GitHub, where CODESPACES_TEST_URL, _TOKEN, _ORG and _REPOSITORIES name it (everything in that
 * organization's Codespaces settings is overwritten), else the emulator as a process of its own.
 */
async function githubUnderTest(): Promise<GitHubUnderTest> {
  const { CODESPACES_TEST_URL: url, CODESPACES_TEST_TOKEN: token } = process.env;
  const { CODESPACES_TEST_ORG: org, CODESPACES_TEST_REPOSITORIES: list } = process.env;
  if (url === undefined) return startEmulatorProcess();
  const [first, second, ...more] = (list ?? "").split(",");
  if (!token || !org || !first || !second) {
    throw new Error("CODESPACES_TEST_TOKEN, _ORG and _REPOSITORIES (two or more) go with _URL");
  }
  return { url, token, org, repositories: [first, second, ...more], stop: () => undefined };
}

async function startEmulatorProcess(): Promise<GitHubUnderTest> {
  const main = resolve(__dirname, "../../emulator/dist/main.js");
  const child = spawn(process.execPath, [main, "--json", "--step", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { url, token } = JSON.parse(await firstLine(child)) as { url: string; token: string };
  const repositories: GitHubUnderTest["repositories"] = ["acme/api", "acme/web"];
  return { url, token, org: "acme", repositories, stop: () => void child.kill() };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("exit", (code) => {
      failed(new Error(`the emulator ended with ${String(code)} before it was ready`));
    });
    if (child.stdout) createInterface(child.stdout).once("line", done);
  });
}
