import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokens } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { OperationNotes } from "../../../provider/src/session/processes/notes";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, update, type ProviderRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// A state that somebody edited, or imported by a file, in forms that this package doesn't write.

const { emulator } = useEmulator();
const org = { org: "acme", secretName: "KEEP", value: "v", visibility: "all" };
const user = { secretName: "KEEP", value: "v" };
const repo = { repository: "acme/api", secretName: "KEEP", value: "v" };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const run = (token = emulator.token) => newRun({ url: emulator.url, token });
const deletes = () => requestLines(emulator).filter((line) => line.startsWith("DELETE"));
const writes = () => requestLines(emulator).filter((line) => !line.startsWith("GET"));

/** The process of a program that goes on without the secret. */
function goingOn(): ProviderRun {
  const notes = OperationNotes.open("127.0.0.1:40404", { folder });
  const { url, token } = emulator;
  const host = newRun({
    url,
    token,
    notes,
    onWait: (ms) => {
      emulator.advance(ms);
    },
  });
  checked(host.orgSecret, { ...org, secretName: "OTHER" });
  return host;
}

async function made(kind: "orgSecret" | "userSecret" | "repoSecret", news: Props) {
  const { id, outputs } = await create(run()[kind], news);
  emulator.advance(60_000);
  emulator.clearRequests();
  return { id, outputs };
}

test.each([
  ["an id as a text", { login: "octocat", id: "1" }],
  ["no id", { login: "octocat" }],
  ["a login alone", "octocat"],
])("an owner with %s is no missing one: another user's secret stays", async (_, owner) => {
  const { id, outputs } = await made("userSecret", user);
  emulator.drift.userSecret("hubot", "KEEP", { value: "theirs" });
  const { userSecret } = run(tokens.hubot);
  const state = { ...outputs, owner };
  const wrong =
    /could not be \w+: the state has its owner in a form that this package doesn't write.*`pulumi state edit`/;
  await expect(userSecret.delete(id, state)).rejects.toThrow(wrong);
  await expect(userSecret.read(id, state)).rejects.toThrow(wrong);
  await expect(update(userSecret, id, state, { ...user, value: "w" })).rejects.toThrow(wrong);
  expect(writes()).toEqual([]);
});

test("a repository's id as a text is no missing one: who has its name by now keeps its secret", async () => {
  const { id, outputs } = await made("repoSecret", repo);
  emulator.drift.renameRepository("acme/api", "acme/api-2");
  emulator.drift.createRepository("acme/api");
  emulator.drift.repoSecret("acme/api", "KEEP", { value: "theirs" });
  const state = { ...outputs, repositoryId: `${Number(outputs.repositoryId)}` };
  await expect(run().repoSecret.delete(id, state)).rejects.toThrow(
    "the state has its repositoryId",
  );
  expect(emulator.repoSecret("acme/api", "KEEP")?.openedValue).toBe("theirs");
});

test.each([
  ["no time", "yesterday or so"],
  ["a number", 1_764_000_000],
])("a stamp that is %s hides no change by hand, and deletes nothing", async (_, updatedAt) => {
  const { id, outputs } = await made("orgSecret", org);
  emulator.drift.orgSecret("acme", "KEEP", { value: "theirs" });
  const state = { ...outputs, updatedAt };
  await expect(run().orgSecret.read(id, state)).rejects.toThrow("the state has its updatedAt");
  await expect(goingOn().orgSecret.delete(id, state)).rejects.toThrow(
    "the state has its updatedAt",
  );
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("theirs");
});

test.each([
  ["name", { secretName: "keep" }],
  ["organization", { org: "Acme" }],
])(
  "its %s in other letters is the same one: what another stack takes over meanwhile stays",
  async (_, letters) => {
    const { id, outputs } = await made("orgSecret", org);
    const { orgSecret } = goingOn();
    emulator.advance(5_000);
    emulator.drift.orgSecret("acme", "KEEP", { value: "theirs" });
    await orgSecret.delete(id, { ...outputs, ...letters });
    expect(deletes()).toEqual([]);
  },
);

test("a repository's secret in other letters, declared under an old name of the repository, stays", async () => {
  const { id, outputs } = await made("repoSecret", repo);
  emulator.drift.renameRepository("acme/api", "acme/api-2");
  const { repoSecret } = goingOn();
  checked(repoSecret, repo);
  const state = { ...outputs, repository: "Acme/Api-2", secretName: "keep" };
  await repoSecret.delete(id, state);
  expect(deletes()).toEqual([]);
});

test("users given as a list are users: who is on it no more loses access", async () => {
  const access = { org: "acme", visibility: "selected_members" };
  const before = ["octocat", "hubot"];
  await create(run().access, { ...access, selectedUsernames: before });
  const state = { ...access, selectedUsernames: before, onDestroy: "disable" };
  await update(run().access, "acme", state, { ...access, selectedUsernames: ["octocat"] });
  expect(emulator.access("acme").usernames).toEqual(["octocat"]);
});
