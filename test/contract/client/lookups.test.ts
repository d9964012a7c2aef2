import * as provider from "../../../provider/src";
import { makeCodespace } from "../../support/codespaces";
import { useEmulator } from "../../support/emulator-client";
import { emulated, useEnvironment } from "../../support/program-environment";

const { emulator, send } = useEmulator();
useEnvironment(() => emulated(emulator));

const A_TEXT = expect.any(String) as string;
const FOUND = { name: "NPM_TOKEN", createdAt: A_TEXT, updatedAt: A_TEXT };
const KEY = { keyId: A_TEXT, key: expect.stringMatching(/^[\w+/]{43}=$/) as string };

beforeEach(() => {
  emulator.configure({ codespaceStepMs: 0 });
  emulator.drift.orgSecret("acme", "NPM_TOKEN", {
    value: "v",
    selectedRepositories: ["api", "web"],
  });
  emulator.drift.repoSecret("acme/api", "NPM_TOKEN", { value: "v" });
  emulator.drift.userSecret("octocat", "NPM_TOKEN", {
    value: "v",
    selectedRepositories: ["octocat/dotfiles"],
  });
  emulator.drift.access("acme", { visibility: "all_members" });
});

describe("secrets", () => {
  test("of an organization: all, one, its repositories and the public key", async () => {
    const secret = { org: "ACME", secretName: "npm_token" };
    const found = { ...FOUND, visibility: "selected" };
    expect(await provider.getOrgCodespacesSecrets({ org: "Acme" })).toEqual({ secrets: [found] });
    expect(await provider.getOrgCodespacesSecret(secret)).toEqual(found);
    expect(await provider.getOrgCodespacesSecretRepositories(secret)).toEqual({
      repositories: [
        { id: 1001, repository: "acme/api", private: true },
        { id: 1002, repository: "acme/web", private: true },
      ],
    });
    expect(await provider.getOrgCodespacesPublicKey({ org: "acme" })).toEqual(KEY);
  });

  test("of a repository: all, one and the public key", async () => {
    const repository = "Acme/API";
    expect(await provider.getRepoCodespacesSecrets({ repository })).toEqual({ secrets: [FOUND] });
    expect(await provider.getRepoCodespacesSecret({ repository, secretName: "NPM_TOKEN" })).toEqual(
      FOUND,
    );
    expect(await provider.getRepoCodespacesPublicKey({ repository })).toEqual(KEY);
  });

  test("of the user: all, one, its repositories and the public key", async () => {
    const secret = { secretName: "NPM_TOKEN" };
    expect(await provider.getUserCodespacesSecrets()).toEqual({ secrets: [FOUND] });
    expect(await provider.getUserCodespacesSecret(secret)).toEqual(FOUND);
    expect(await provider.getUserCodespacesSecretRepositories(secret)).toEqual({
      repositories: [{ id: 501, repository: "octocat/dotfiles", private: true }],
    });
    expect(await provider.getUserCodespacesPublicKey()).toEqual(KEY);
  });

  test("are listed completely, a hundred at a request", async () => {
    for (let index = 0; index < 249; index++) {
      emulator.drift.orgSecret("acme", `S_${index}`, { value: "v" });
    }
    const { secrets } = await provider.getOrgCodespacesSecrets({ org: "acme" });
    expect(new Set(secrets.map(({ name }) => name)).size).toBe(250);
    expect(emulator.requests.map(({ query }) => query)).toEqual([
      { per_page: "100" },
      { per_page: "100", page: "2" },
      { per_page: "100", page: "3" },
    ]);
  });
});

describe("codespaces", () => {
  test("of the user, of a repository by name or id, and one by its name", async () => {
    const [own, other] = [await makeCodespace(send), await makeCodespace(send, 1001)];
    const names = ({ codespaces }: provider.CodespacesResult) => codespaces.map(({ name }) => name);
    expect(names(await provider.getCodespaces())).toEqual([own, other]);
    expect(names(await provider.getCodespaces({ repository: "ACME/api" }))).toEqual([other]);
    expect(names(await provider.getCodespaces({ repositoryId: 502 }))).toEqual([own]);
    expect(names(await provider.getRepoCodespaces({ repository: "acme/api" }))).toEqual([other]);
    expect(await provider.getCodespace({ name: other })).toMatchObject({
      name: other,
      owner: "octocat",
      billableOwner: "acme",
      repository: "acme/api",
      repositoryId: 1001,
      state: "Available",
      gitStatus: { ahead: 0, behind: 0, ref: "main" },
    });
  });

  test("that an organization pays for, all and of one member", async () => {
    await makeCodespace(send);
    const billed = await makeCodespace(send, 1001);
    const expected = { codespaces: [expect.objectContaining({ name: billed })] };
    expect(await provider.getOrgCodespaces({ org: "acme" })).toEqual(expected);
    expect(await provider.getOrgMemberCodespaces({ org: "acme", username: "Octocat" })).toEqual(
      expected,
    );
    expect(await provider.getOrgMemberCodespaces({ org: "acme", username: "hubot" })).toEqual({
      codespaces: [],
    });
  });

  test("and the machines that each and a new one can have", async () => {
    const name = await makeCodespace(send);
    const repository = "octocat/hello-world";
    const machine = {
      name: "basicLinux32gb",
      displayName: "2 cores, 8 GB RAM, 32 GB storage",
      operatingSystem: "linux",
      storageInBytes: 32 * 1024 ** 3,
      memoryInBytes: 8 * 1024 ** 3,
      cpus: 2,
      prebuildAvailability: "none",
    };
    const { machines } = await provider.getRepoCodespaceMachines({
      repository,
      ref: "develop",
      location: "WestUs2",
      clientIp: "1.2.3.4",
    });
    expect(machines).toContainEqual(machine);
    expect(emulator.requests.at(-1)?.query).toMatchObject({
      ref: "develop",
      location: "WestUs2",
      client_ip: "1.2.3.4",
    });
    const change = await provider.getCodespaceMachines({ name });
    expect(change.machines.map(({ name: one }) => one)).toContain("standardLinux32gb");
  });

  test("what a new one would be, its devcontainers and their permissions", async () => {
    const repository = "acme/api";
    const [, , cloud] = (await provider.getRepoDevcontainers({ repository })).devcontainers;
    expect(cloud).toEqual({
      path: ".devcontainer/cloud/devcontainer.json",
      name: "Cloud",
      displayName: undefined,
    });
    expect(await provider.getRepoCodespaceDefaults({ repository, ref: "main" })).toEqual({
      billableOwner: "acme",
      location: A_TEXT,
      devcontainerPath: ".devcontainer/devcontainer.json",
    });
    const check = { repository, ref: "main", devcontainerPath: cloud?.path ?? "" };
    expect(await provider.getRepoCodespacePermissions(check)).toEqual({ accepted: false });
  });

  test("and their exports, the latest where no id is given", async () => {
    const name = await makeCodespace(send);
    const { body } = await send("POST", `/user/codespaces/${name}/exports`);
    const { id } = body as { id: string };
    const latest = await provider.getCodespaceExport({ name });
    expect(latest).toMatchObject({ id, state: "succeeded", branch: `codespace-${name}` });
    expect(await provider.getCodespaceExport({ name, exportId: id })).toEqual(latest);
  });
});

describe("what is missing or refused", () => {
  test("says what, where the credential came from, and the right that it needs", async () => {
    const missing = provider.getOrgCodespacesSecret({ org: "acme", secretName: "ABSENT" });
    await expect(missing).rejects.toMatchObject({ name: "CodespacesError", status: 404 });
    await expect(missing).rejects.toThrow(
      "The secret ABSENT of acme could not be read: GitHub answered 404 to GET /orgs/acme/codespaces/secrets/ABSENT",
    );
    await expect(missing).rejects.toThrow("the environment variable GITHUB_TOKEN");
    await expect(missing).rejects.toThrow(
      'It needs "Organization codespaces secrets" (read), or the classic scope admin:org.',
    );
  });

  test("is said of a list and of a repository's name too", async () => {
    await expect(provider.getOrgCodespaces({ org: "nobody" })).rejects.toMatchObject({
      status: 404,
    });
    await expect(provider.getCodespaces({ repository: "acme/absent" })).rejects.toThrow(
      "The user's codespaces could not be read: The repository could not be found: acme/absent",
    );
  });
});
