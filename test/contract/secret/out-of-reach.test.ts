import { tokens } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, update, type ProviderRun } from "../../support/lifecycles";

// What can't be reached any more: deleted repositories, renamed and deleted organizations, archives.

const { emulator } = useEmulator();
const SECRET = { repository: "acme/api", secretName: "DB", value: "v" };
const STATE_DELETE =
  "`pulumi state delete` with its URN in single quotes (`pulumi stack --show-urns` has it) removes it from the state without asking GitHub.";

function run(token: string = tokens.classic): ProviderRun {
  return newRun({ url: emulator.url, token });
}

/** What one `up` left, of three repositories. */
async function three() {
  const { repoSecret } = run();
  const of = (repository: string) => create(repoSecret, { ...SECRET, repository });
  const states = [await of("acme/api"), await of("acme/web"), await of("acme/infra")] as const;
  emulator.clearRequests();
  return states;
}

function writes(): string[] {
  return emulator.requests
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path }) => `${method} ${path}`);
}

async function failing(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "no error",
    (error: unknown) => (error as Error).message,
  );
}

describe("a repository was deleted at GitHub", () => {
  test("to the token of an owner it is gone: a refresh drops it, and it is deleted without a request", async () => {
    const [api, web] = await three();
    emulator.drift.deleteRepository("acme/web");
    const { repoSecret } = run();
    expect(await repoSecret.read(web.id, web.outputs)).toBeUndefined();
    expect((await repoSecret.read(api.id, api.outputs))?.id).toBe("acme/api/DB");
    await repoSecret.delete(web.id, web.outputs);
    expect(writes()).toEqual([]);
  });

  test("it is asked for once whether the token sees all of an owner's repositories", async () => {
    const states = await three();
    for (const name of ["acme/api", "acme/web", "acme/infra"]) {
      emulator.drift.deleteRepository(name);
    }
    const { repoSecret } = run();
    for (const { id, outputs } of states) {
      expect(await repoSecret.read(id, outputs)).toBeUndefined();
    }
    // Where each is by name, which is asked for again since nothing came, and whose they are.
    expect(
      emulator.requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
    ).toEqual(expect.arrayContaining(["GET /repositories/1002 404"]));
    const owned = emulator.requests.filter(({ body }) =>
      JSON.stringify(body ?? "").includes("viewerCanAdminister"),
    );
    expect(owned).toHaveLength(1);
  });

  test.each([
    ["a fine-grained one, which may be for some repositories alone", tokens.full],
    ["one of a member who is no owner", tokens.hubot],
  ])("any other token proves nothing: %s", async (_, token) => {
    const [api, web] = await three();
    emulator.drift.deleteRepository("acme/web");
    const { repoSecret } = run(token);
    const told = [
      await failing(repoSecret.read(web.id, web.outputs)),
      await failing(repoSecret.delete(web.id, web.outputs)),
    ];
    expect(told[0]).toContain(
      "RepoCodespacesSecret acme/web/DB could not be read: GitHub answered 404",
    );
    expect(told[1]).toContain(
      "RepoCodespacesSecret acme/web/DB could not be deleted: GitHub answered 404",
    );
    for (const message of told) {
      expect(message).toContain(
        `If it is gone, there is nothing left to do there: ${STATE_DELETE}`,
      );
    }
    // It doesn't hold up the others.
    expect((await repoSecret.read(api.id, api.outputs))?.id).toBe("acme/api/DB");
    await repoSecret.delete(api.id, api.outputs);
    expect(writes()).toEqual([
      "DELETE /repos/acme/web/codespaces/secrets/DB",
      "DELETE /repos/acme/api/codespaces/secrets/DB",
    ]);
  });

  test("one that is merely not shown any more stays in the state", async () => {
    const [api] = await three();
    const lost = { method: "GET", path: "/repositories/1001", status: 404 };
    emulator.fail({ ...lost, times: Infinity });
    emulator.drift.renameRepository("acme/api", "octocat/api");
    const { repoSecret } = run(tokens.hubot);
    await expect(repoSecret.read(api.id, api.outputs)).rejects.toThrow("could not be read");
  });

  test("a state without the repository's id names the way out too", async () => {
    const [, web] = await three();
    emulator.drift.deleteRepository("acme/web");
    const { repositoryId, ...older } = web.outputs;
    expect(repositoryId).toBe(1002);
    expect(await failing(run().repoSecret.delete(web.id, older))).toContain(STATE_DELETE);
  });

  test("a change of its secret says that it was deleted, and what to do", async () => {
    const [, web] = await three();
    emulator.drift.deleteRepository("acme/web");
    const { repoSecret } = run();
    const changed = { ...SECRET, repository: "acme/web", value: "w" };
    await expect(update(repoSecret, web.id, web.outputs, changed)).rejects.toThrow(
      "the repository acme/web (id 1002) was deleted, and this secret with it, or transferred to where this token can't see it. Nothing was sent. Remove it from the program",
    );
    expect(writes()).toEqual([]);
  });

  test("a repository that a secret is shared with goes from the state", async () => {
    const { orgSecret, orgSecretRepository } = run();
    await create(orgSecret, { org: "acme", secretName: "S", value: "v", visibility: "selected" });
    const added = await create(orgSecretRepository, {
      org: "acme",
      secretName: "S",
      repository: "web",
    });
    emulator.drift.deleteRepository("acme/web");
    emulator.advance(180_000);
    const later = run();
    expect(await later.orgSecretRepository.read(added.id, added.outputs)).toBeUndefined();
    await later.orgSecretRepository.delete(added.id, added.outputs);
    expect(emulator.orgSecret("acme", "S")?.selectedRepositories).toEqual([]);
    // An older state, without its id.
    const { repositoryId, ...older } = added.outputs;
    expect(repositoryId).toBe(1002);
    expect(await failing(run().orgSecretRepository.delete(added.id, older))).toContain(
      STATE_DELETE,
    );
  });
});

describe("an organization was renamed", () => {
  const OF_ORG = { secretName: "S", value: "v", visibility: "selected" };

  async function declared() {
    const { orgSecret, orgSecretRepository, access } = run();
    const secret = await create(orgSecret, { org: "acme", ...OF_ORG });
    const added = await create(orgSecretRepository, {
      org: "acme",
      secretName: "S",
      repository: "api",
    });
    const setting = await create(access, { org: "acme", visibility: "all_members" });
    emulator.drift.renameOrganization("acme", "acme-inc");
    emulator.clearRequests();
    return { secret, added, setting };
  }

  test("the old name's errors name the way out, and nothing is deleted", async () => {
    const { secret, added, setting } = await declared();
    const { orgSecret, orgSecretRepository, access } = run();
    const told = [
      await failing(orgSecret.read(secret.id, secret.outputs)),
      await failing(orgSecret.delete(secret.id, secret.outputs)),
      await failing(orgSecretRepository.read(added.id, added.outputs)),
      await failing(orgSecretRepository.delete(added.id, added.outputs)),
    ];
    for (const message of told) {
      expect(message).toContain("The organization acme does not exist");
      expect(message).toContain(
        `If it was renamed, everything it has is under its new name, and stays there: ${STATE_DELETE}`,
      );
    }
    const message = await failing(access.delete(setting.id, setting.outputs));
    expect(message).toContain("it has been renamed");
    expect(message).toContain(STATE_DELETE);
    expect(emulator.orgSecret("acme-inc", "S")?.selectedRepositories).toEqual(["acme-inc/api"]);
    expect(emulator.access("acme-inc").visibility).toBe("all_members");
  });

  test("with the new name, after that, the same secret goes on", async () => {
    await declared();
    const { orgSecret, orgSecretRepository } = run();
    await create(orgSecret, { org: "acme-inc", ...OF_ORG });
    await create(orgSecretRepository, { org: "acme-inc", secretName: "S", repository: "api" });
    expect(emulator.orgSecret("acme-inc", "S")?.selectedRepositories).toEqual(["acme-inc/api"]);
    expect(writes().filter((line) => line.startsWith("DELETE"))).toEqual([]);
  });

  test("a repository's secret goes on under either name", async () => {
    const [api] = await three();
    emulator.drift.renameOrganization("acme", "acme-inc");
    const { repoSecret } = run();
    await update(repoSecret, api.id, api.outputs, { ...SECRET, value: "w" });
    expect(emulator.repoSecret("acme-inc/api", "DB")?.openedValue).toBe("w");
    const later = run();
    await later.repoSecret.create(
      checked(later.repoSecret, { ...SECRET, repository: "acme-inc/api" }),
    );
    await later.repoSecret.delete(api.id, api.outputs);
    expect(emulator.repoSecret("acme-inc/api", "DB")?.openedValue).toBe("v");
  });
});

test("an organization that was deleted: the errors name the way out", async () => {
  const { orgSecret } = run();
  const secret = await create(orgSecret, {
    org: "acme",
    secretName: "S",
    value: "v",
    visibility: "all",
  });
  emulator.drift.deleteOrganization("acme");
  expect(await failing(run().orgSecret.delete(secret.id, secret.outputs))).toContain(STATE_DELETE);
});

describe("a repository was archived", () => {
  async function archived() {
    const [api] = await three();
    emulator.drift.archiveRepository("acme/api");
    return api;
  }

  test("it is read as it was", async () => {
    const { id, outputs } = await archived();
    expect((await run().repoSecret.read(id, outputs))?.outputs).toEqual(outputs);
  });

  test("a new value says that it is archived, and nothing of rights", async () => {
    const { id, outputs } = await archived();
    const message = await failing(update(run().repoSecret, id, outputs, { ...SECRET, value: "w" }));
    expect(message).toContain("(Repository was archived so is read-only; request id");
    expect(message).toContain("unarchive it (at GitHub: the repository's Settings)");
    expect(message).not.toMatch(/The token needs|classic scope/);
  });

  test("one that is to be deleted stays in the state until somebody says that it may stay at GitHub", async () => {
    const { id, outputs } = await archived();
    const message = await failing(run().repoSecret.delete(id, outputs));
    expect(message).toContain(
      `Or leave the secret where it is: set retainOnDelete: true and run \`pulumi up\` before you remove it; or ${STATE_DELETE}`,
    );
    expect(message).not.toMatch(/The token needs|classic scope/);
    expect(emulator.repoSecret("acme/api", "DB")?.openedValue).toBe("v");
    emulator.drift.archiveRepository("acme/api", false);
    await run().repoSecret.delete(id, outputs);
    expect(emulator.repoSecret("acme/api", "DB")).toBeUndefined();
  });
});

describe.each([404, 410])(
  "GitHub answers %i to an operation that it calls deprecated",
  (status) => {
    const ACCESS: Props = { org: "acme", visibility: "all_members" };

    test("a destroy names the way out, and doesn't say that the organization is missing", async () => {
      const { access } = run();
      const { id, outputs } = await create(access, ACCESS);
      emulator.fail({ path: "/orgs/acme/codespaces/access", status, times: Infinity });
      const message = await failing(run().access.delete(id, outputs));
      expect(message).toContain("GitHub calls these operations deprecated");
      expect(message).not.toContain("The organization acme does not exist");
      expect(message).toContain("run `pulumi up` first, without changing anything else of it");

      const later = run();
      const left = await update(later.access, id, outputs, { ...ACCESS, onDestroy: "leave" });
      await run().access.delete(id, left);
      expect(emulator.access("acme").visibility).toBe("all_members");
    });
  },
);
