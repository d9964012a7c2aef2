import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** All that the lifecycle suite knows of the GitHub it runs against. */
export interface GitHubUnderTest {
  url: string;
  token: string;
  org: string;
  /** At least two, as `owner/name`, of the organization. */
  repositories: [string, string, ...string[]];
  stop(): void;
}

/**
 * Real GitHub, where CODESPACES_TEST_URL, _TOKEN, _ORG and _REPOSITORIES name it (everything in that
 * organization's Codespaces settings is overwritten), else the emulator as a process of its own.
 */
export async function githubUnderTest(): Promise<GitHubUnderTest> {
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
  const child = spawn(process.execPath, [main, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
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
