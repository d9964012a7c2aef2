import { tokens } from "github-codespaces-emulator";
import { without, type Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun, type ProviderRun } from "../../support/lifecycles";

const { emulator } = useEmulator();

const SECRET = { repository: "acme/api", secretName: "DB", value: "v" };

function run(token: string = emulator.token): ProviderRun {
  return newRun({ url: emulator.url, token });
}

/** The state that one `up` leaves. */
async function declared(
  inputs: Props = SECRET,
): Promise<{ id: string; outputs: Props; inputs: Props }> {
  const { repoSecret } = run();
  const news = checked(repoSecret, inputs);
  const state = { ...(await repoSecret.create(news)), inputs: news };
  emulator.clearRequests();
  return state;
}

function sent(): string[] {
  return emulator.requests
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
}

function opened(repository: string): string | undefined {
  return emulator.repoSecret(repository, "DB")?.openedValue;
}

test("the state remembers the repository by its id", async () => {
  const { outputs } = await declared();
  expect(outputs.repositoryId).toBe(1001);
});

describe.each([
  ["renamed", "acme/api-v2"],
  ["transferred", "octocat/api"],
])("a repository was %s", (_, name) => {
  test("a resource that is named after it writes the new one, and deletes nothing", async () => {
    const old = await declared();
    emulator.drift.renameRepository("acme/api", name);
    const { repoSecret, lines } = run();
    await repoSecret.create(checked(repoSecret, { ...SECRET, repository: name }));
    await repoSecret.delete(old.id, old.outputs);

    expect(sent()).toEqual([`PUT /repos/${name}/codespaces/secrets/DB 204`]);
    expect(lines.join("\n")).toContain("RepoCodespacesSecret acme/api/DB stays at GitHub");
    expect(opened(name)).toBe("v");
  });

  test("its secret is not deleted before the same one is written under the new name", async () => {
    const old = await declared();
    emulator.drift.renameRepository("acme/api", name);
    const { repoSecret } = run();
    const news = checked(repoSecret, { ...SECRET, repository: name }, old.inputs);
    expect(repoSecret.replaces(old.outputs, news)).toEqual(["repository"]);
    await repoSecret.delete(old.id, old.outputs);
    await repoSecret.create(news);

    expect(sent()).toEqual([`PUT /repos/${name}/codespaces/secrets/DB 204`]);
  });

  test("a program that goes on with the old name writes to it, reads it and deletes it", async () => {
    const state = await declared();
    emulator.drift.renameRepository("acme/api", name);
    const { repoSecret } = run();
    const news = checked(repoSecret, { ...SECRET, value: "w" }, state.inputs);
    const outputs = await repoSecret.update(state.id, state.outputs, news);
    expect(opened(name)).toBe("w");
    const known = await repoSecret.read(state.id, outputs);
    expect(known?.inputs).toEqual(news);
    await run().repoSecret.delete(state.id, outputs);
    expect(sent()).toEqual([
      `PUT /repos/${name}/codespaces/secrets/DB 204`,
      `DELETE /repos/${name}/codespaces/secrets/DB 204`,
    ]);
  });

  test("declared under both names it is refused before the second write, and kept by the one that is left", async () => {
    const old = await declared();
    emulator.drift.renameRepository("acme/api", name);
    const first = run().repoSecret;
    const unchanged = checked(first, SECRET, old.inputs);
    expect(first.replaces(old.outputs, unchanged)).toEqual([]);
    const twice = first.create(checked(first, { ...SECRET, repository: name }));
    await expect(twice).rejects.toThrow(
      "two resources of this program declare the secret DB of the repository 1001",
    );
    expect(sent()).toEqual([]);
  });
});

describe("another repository has the name", () => {
  async function taken(): Promise<{ id: string; outputs: Props; inputs: Props }> {
    const state = await declared();
    emulator.drift.renameRepository("acme/api", "acme/api-old");
    emulator.drift.createRepository("acme/api");
    return state;
  }

  test("it never gets the value of the old one: the update is an error in words", async () => {
    const state = await taken();
    const { repoSecret } = run();
    const news = checked(repoSecret, { ...SECRET, value: "w" }, state.inputs);
    await expect(repoSecret.update(state.id, state.outputs, news)).rejects.toThrow(
      "another repository (id 700001) has the name acme/api: the one with this " +
        "secret (id 1001) is now called acme/api-old. Nothing was sent. Run " +
        "`pulumi refresh`; the next preview shows what will happen to it.",
    );
    expect(sent()).toEqual([]);
  });

  test("a refresh shows where the secret is, and the next up moves it", async () => {
    const state = await taken();
    const known = await run().repoSecret.read(state.id, state.outputs);
    expect(known?.inputs).toMatchObject({ repository: "acme/api-old", secretName: "DB" });

    const { repoSecret } = run();
    const outputs = known?.outputs ?? {};
    const news = checked(repoSecret, SECRET, known?.inputs);
    expect(repoSecret.replaces(outputs, news)).toEqual(["repository"]);
    await repoSecret.delete(state.id, outputs);
    await repoSecret.create(checked(repoSecret, SECRET));
    expect(sent()).toEqual([
      "DELETE /repos/acme/api-old/codespaces/secrets/DB 204",
      "PUT /repos/acme/api/codespaces/secrets/DB 201",
    ]);
  });

  test("a secret of that name that somebody made there is not deleted", async () => {
    const state = await taken();
    emulator.drift.repoSecret("acme/api", "DB", { value: "theirs" });
    await run().repoSecret.delete(state.id, state.outputs);
    expect(opened("acme/api")).toBe("theirs");
    expect(opened("acme/api-old")).toBeUndefined();
  });

  test("the old one is gone to an owner's token: a refresh says so, and a destroy sends nothing", async () => {
    const state = await declared();
    emulator.drift.deleteRepository("acme/api");
    emulator.drift.createRepository("acme/api");
    emulator.drift.repoSecret("acme/api", "DB", { value: "theirs" });
    const { repoSecret, lines } = run(tokens.classic);
    const news = checked(repoSecret, { ...SECRET, value: "w" }, state.inputs);
    await expect(repoSecret.update(state.id, state.outputs, news)).rejects.toThrow(
      "the one with this secret (id 1001) no longer exists",
    );
    expect(await repoSecret.read(state.id, state.outputs)).toBeUndefined();
    await repoSecret.delete(state.id, state.outputs);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(
      "RepoCodespacesSecret acme/api/DB is treated as gone, and nothing " +
        "was sent: the repository acme/api (id 1001) was deleted, or " +
        "transferred to where this token can't see it.",
    );
    expect(sent()).toEqual([]);
    expect(opened("acme/api")).toBe("theirs");
  });

  test("a token that may merely not see the old one forgets nothing: each verb names the way out", async () => {
    const state = await declared();
    emulator.drift.renameRepository("acme/api", "octocat/api");
    emulator.drift.createRepository("acme/api");
    const { repoSecret } = run(tokens.hubot);
    const { id, inputs, outputs } = state;
    const verbs = [
      repoSecret.read(id, outputs),
      repoSecret.update(id, outputs, checked(repoSecret, { ...SECRET, value: "w" }, inputs)),
      run(tokens.hubot).repoSecret.delete(id, outputs),
    ];
    for (const verb of verbs) {
      await expect(verb).rejects.toThrow(
        /\(id 1001\) is not shown to this token, which doesn't prove that it is gone\. Nothing was sent\. .*`pulumi state delete`/,
      );
    }
    expect(sent()).toEqual([]);
    expect(opened("octocat/api")).toBe("v");
  });

  test("one answer that the id leads nowhere is not believed, whoever asks", async () => {
    const state = await taken();
    const moment = { method: "GET", path: "/repositories/1001", status: 404, times: 1 };
    emulator.fail(moment);
    const { repoSecret } = run(tokens.classic);
    await expect(repoSecret.delete(state.id, state.outputs)).rejects.toThrow(
      "which doesn't prove that it is gone",
    );
    expect(opened("acme/api-old")).toBe("v");
    await run(tokens.classic).repoSecret.delete(state.id, state.outputs);
    expect(sent()).toEqual(["DELETE /repos/acme/api-old/codespaces/secrets/DB 204"]);
  });
});

test("a deletion never follows a redirect, also where the new name was not found out", async () => {
  const { id, outputs } = await declared();
  emulator.drift.renameRepository("acme/api", "acme/api-v2");
  emulator.fail({ method: "POST", path: "/graphql", status: 200, body: { data: { r0: null } } });
  const older = without(outputs, ["repositoryId"]);
  await expect(run().repoSecret.delete(id, older)).rejects.toThrow(
    "It was renamed or moved at GitHub in the meantime: run again.",
  );
  expect(opened("acme/api-v2")).toBe("v");
  await run().repoSecret.delete(id, older);
  expect(opened("acme/api-v2")).toBeUndefined();
});

test("a state that has no id yet goes by the name, wherever that leads, and learns the id", async () => {
  const { id, outputs, inputs } = await declared();
  const older = without(outputs, ["repositoryId"]);
  emulator.drift.renameRepository("acme/api", "acme/api-v2");
  const { repoSecret } = run();
  const news = checked(repoSecret, { ...SECRET, value: "w" }, inputs);
  expect(await repoSecret.update(id, older, news)).toMatchObject({ repositoryId: 1001 });

  const next = run().repoSecret;
  await next.create(checked(next, { ...SECRET, repository: "acme/api-v2" }));
  emulator.clearRequests();
  await next.delete(id, older);
  expect(sent()).toEqual([]);
});

test("a list's member under its old name and its new one is one", async () => {
  const association = { org: "acme", secretName: "S", repository: "api" };
  const first = run();
  const secret = { org: "acme", secretName: "S", value: "v", visibility: "selected" };
  await first.orgSecret.create(checked(first.orgSecret, secret));
  const state = await first.orgSecretRepository.create(
    checked(first.orgSecretRepository, association),
  );
  emulator.drift.renameRepository("acme/api", "acme/api-v2");
  const { orgSecretRepository } = run();
  checked(orgSecretRepository, { ...association, repository: "api-v2" });
  emulator.clearRequests();
  // The engine deletes what `--exclude` leaves undeclared without having created the new one.
  await orgSecretRepository.delete(state.id, state.outputs);
  expect(sent()).toEqual([]);
});
