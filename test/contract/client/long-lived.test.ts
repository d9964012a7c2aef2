import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { tokens } from "github-codespaces-emulator";
import { CodespacesClient } from "../../../provider/src/client";
import { gitHubCliCredential } from "../../../provider/src/github/credentials/github-cli";
import { makeCodespace } from "../../support/codespaces";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun } from "../../support/lifecycles";
import { useEnvironment } from "../../support/program-environment";

// A script or a server that lives for weeks: what was true when it began may not be any more.

const { emulator, send } = useEmulator();
const folder = mkdtempSync(join(tmpdir(), "gh-"));
const answers = join(folder, "answers");
const asked = join(folder, "asked");

useEnvironment(() => ({
  GITHUB_API_URL: emulator.url,
  PATH: `${folder}${delimiter}${process.env.PATH ?? ""}`,
}));

beforeAll(() => {
  const script = ["#!/bin/sh", `echo "$@" >> "${asked}"`, `cat "${answers}"`, ""].join("\n");
  writeFileSync(join(folder, "gh"), script);
  chmodSync(join(folder, "gh"), 0o755);
});

beforeEach(() => {
  writeFileSync(asked, "");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SILENT = { info: () => undefined, warn: () => undefined };
let ahead = 0;
const clock = {
  now: () => Date.now() + ahead,
  random: () => 0,
  sleep: (ms: number) => {
    ahead += ms;
    return Promise.resolve();
  },
};

const newClient = (settings = {}) => new CodespacesClient(settings, { say: SILENT, clock });
const timesAsked = () => readFileSync(asked, "utf8").split("\n").filter(Boolean).length;
const refusals = () => emulator.requests.filter(({ status }) => status === 401).length;

/** From now on the GitHub CLI is logged in with this. */
function logIn(token: string): void {
  writeFileSync(answers, `${token}\n`);
}

async function namesOf(list: AsyncIterable<{ repository: string | undefined }>) {
  const found = [];
  for await (const { repository } of list) found.push(repository);
  return found;
}

test("a client lists the codespaces of the repository that has the name now", async () => {
  const client = newClient({ token: tokens.full });
  const repository = "octocat/hello-world";
  const id = emulator.repositoryId(repository);
  await makeCodespace(send, id);
  expect(await namesOf(client.listCodespaces({ repository }))).toEqual([repository]);
  emulator.drift.renameRepository(repository, "octocat/old-world");
  const newId = emulator.drift.createRepository(repository, { isPrivate: false });
  expect(newId).not.toBe(id);
  ahead += 61_000;
  expect(await namesOf(client.listCodespaces({ repository }))).toEqual([]);
});

test("names that are asked for within a minute, and in one run, are asked for once", async () => {
  const client = newClient({ token: tokens.full });
  const repository = "octocat/hello-world";
  await namesOf(client.listCodespaces({ repository }));
  await namesOf(client.listCodespaces({ repository }));
  const { orgSecret } = newRun({ url: emulator.url, token: emulator.token });
  const secret = { org: "acme", value: "v", visibility: "selected", selectedRepositories: ["api"] };
  await create(orgSecret, { ...secret, secretName: "A" });
  await create(orgSecret, { ...secret, secretName: "B" });
  expect(emulator.requests.filter(({ path }) => path === "/graphql")).toHaveLength(2);
});

test("a token of the GitHub CLI that is refused is asked for anew, and nobody notices", async () => {
  logIn("ghp_ofYesterday");
  const client = newClient();
  const failing = client.getUserCodespacesPublicKey();
  await expect(failing).rejects.toThrow("The credential came from `gh auth token --hostname");
  expect([timesAsked(), refusals()]).toEqual([2, 1]);
  logIn(tokens.full);
  ahead += 61_000;
  expect(await client.getUserCodespacesPublicKey()).toHaveProperty("keyId");
  emulator.drift.revokeToken(tokens.full);
  logIn(tokens.classic);
  const keys = Array.from({ length: 20 }, () => client.getUserCodespacesPublicKey());
  expect(await Promise.all(keys)).toHaveLength(20);
  expect(timesAsked()).toBe(4);
});

test("sixty requests that are refused ask the GitHub CLI once more in all", async () => {
  logIn("ghp_ofYesterday");
  const client = newClient();
  const keys = Array.from({ length: 60 }, () => client.getUserCodespacesPublicKey());
  const ends = await Promise.allSettled(keys);
  expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(60);
  expect(timesAsked()).toBe(2);
});

test("who is logged in with another account is heard within a minute", async () => {
  emulator.drift.userSecret("octocat", "OF_OCTOCAT", { value: "v" });
  emulator.drift.userSecret("hubot", "OF_HUBOT", { value: "v" });
  logIn(tokens.full);
  const client = newClient();
  const names = async () => {
    const found = [];
    for await (const { name } of client.listUserCodespacesSecrets()) found.push(name);
    return found;
  };
  expect([await names(), await names()]).toEqual([["OF_OCTOCAT"], ["OF_OCTOCAT"]]);
  expect(timesAsked()).toBe(1);
  logIn(tokens.hubot);
  ahead += 61_000;
  expect(await names()).toEqual(["OF_HUBOT"]);
});

test("in one run the GitHub CLI is asked once, however long that takes", async () => {
  logIn(tokens.full);
  const credential = gitHubCliCredential(emulator.url, { clock, livesFor: Infinity });
  expect(await credential.token()).toBe(tokens.full);
  logIn(tokens.hubot);
  ahead += 86_400_000;
  expect(await credential.token()).toBe(tokens.full);
});

test("a connection that could not be made is made when it is asked for again", async () => {
  logIn(tokens.full);
  const { orgSecret } = newRun({ url: emulator.url });
  const secret = { org: "acme", secretName: "A", value: "v", visibility: "all" };
  process.env.HTTP_PROXY = "http://[";
  await expect(create(orgSecret, secret)).rejects.toThrow("could not be created");
  Reflect.deleteProperty(process.env, "HTTP_PROXY");
  const again = { ...secret, secretName: "B" };
  expect(await create(orgSecret, again)).toMatchObject({ id: "acme/B" });
});
