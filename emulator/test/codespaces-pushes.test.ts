import { manualClock } from "github-codespaces-emulator";
import { codespaceIn, createdCodespace } from "../../test/support/codespace-client";
import { messageOf, stampOf, useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator({ clock: manualClock("2026-01-01T00:00:00Z") });

const step = 1000;
const available = async (where = "octocat/hello-world") => {
  const codespace = await createdCodespace(send, { in: where });
  emulator.advance(2 * step);
  return codespace;
};
const detailsOf = async (path: string, id = "latest") =>
  (await send("GET", `${path}/exports/${id}`)).body;

describe("an export", () => {
  test("is in progress for a step, then says where the branch is", async () => {
    const { name, path } = await available();
    const begun = await send("POST", `${path}/exports`);
    expect([begun.status, begun.body]).toMatchObject([
      202,
      { state: "in_progress", completed_at: null, branch: null, sha: null, html_url: null },
    ]);
    expect(codespaceIn(await send("GET", path))).toMatchObject({
      state: "Exporting",
      pending_operation: true,
    });
    expect(await detailsOf(path)).toEqual(begun.body);
    emulator.advance(step);
    const { id, export_url } = begun.body as { id: string; export_url: string };
    expect(export_url).toBe(`${emulator.url}${path}/exports/${id}`);
    expect(await detailsOf(path, id)).toMatchObject({
      state: "succeeded",
      completed_at: stampOf(emulator),
      branch: `codespace-${name}`,
      sha: expect.stringMatching(/^[0-9a-f]{40}$/) as unknown,
      html_url: `https://github.com/octocat/hello-world/tree/codespace-${name}`,
    });
  });

  test.each(["Available", "Shutdown"])("leaves the codespace %s as it was", async (state) => {
    const { path } = await available();
    if (state === "Shutdown") await send("POST", `${path}/stop`);
    emulator.advance(step);
    await send("POST", `${path}/exports`);
    emulator.advance(step);
    expect(codespaceIn(await send("GET", path)).state).toBe(state);
  });

  test("pushes what was there, not what comes later", async () => {
    const { name, path } = await available();
    emulator.drift.codespaces.changeGit(name, { hasUnpushedChanges: true, ahead: 3 });
    await send("POST", `${path}/exports`);
    expect(codespaceIn(await send("GET", path)).git_status.has_unpushed_changes).toBe(true);
    emulator.advance(step);
    expect(codespaceIn(await send("GET", path)).git_status).toMatchObject({
      ahead: 0,
      has_unpushed_changes: false,
    });
    const branch = { body: { ref: `codespace-${name}` } };
    expect((await send("POST", "/repos/octocat/hello-world/codespaces", branch)).status).toBe(201);
    emulator.drift.codespaces.changeGit(name, { hasUncommittedChanges: true });
    expect(codespaceIn(await send("GET", path)).git_status.has_uncommitted_changes).toBe(true);
  });

  test("goes to a fork where the user can't push", async () => {
    const { name, path } = await available("stranger/template");
    await send("POST", `${path}/exports`);
    emulator.advance(step);
    expect(await detailsOf(path)).toMatchObject({
      html_url: `https://github.com/octocat/template/tree/codespace-${name}`,
    });
    expect(emulator.repositoryId("octocat/template")).toBeDefined();
  });

  test("can fail, and pushes nothing then", async () => {
    const { name, path } = await available();
    emulator.drift.codespaces.changeGit(name, { hasUnpushedChanges: true });
    emulator.drift.codespaces.failNextExport();
    await send("POST", `${path}/exports`);
    emulator.advance(step);
    expect(await detailsOf(path)).toMatchObject({ state: "failed", branch: null });
    expect(emulator.codespace(name)?.git.hasUnpushedChanges).toBe(true);
  });

  test("is refused on the way to another state, and unknown ones are 404", async () => {
    const { path } = await createdCodespace(send);
    const answer = await send("POST", `${path}/exports`);
    expect([answer.status, messageOf(answer)]).toEqual([422, expect.stringContaining("Queued")]);
    expect((await send("GET", `${path}/exports/latest`)).status).toBe(404);
  });

  test("leaves nothing to do but to delete", async () => {
    const { path } = await available();
    await send("POST", `${path}/exports`);
    expect((await send("POST", `${path}/exports`)).status).toBe(422);
    expect((await send("POST", `${path}/stop`)).status).toBe(422);
    expect((await send("POST", `${path}/start`)).status).toBe(409);
    expect((await send("DELETE", path)).status).toBe(202);
  });
});

describe("publishing", () => {
  const publish = (path: string, body: unknown = {}) => send("POST", `${path}/publish`, { body });

  test("makes a codespace of a template a repository, public unless said", async () => {
    const { path } = await available("stranger/template");
    expect((await send("GET", path)).body).toMatchObject({
      publish_url: `${emulator.url}${path}/publish`,
      repository: { full_name: "stranger/template" },
    });
    const answer = await publish(path, { name: "fresh" });
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { publish_url: null, repository: { full_name: "octocat/fresh", private: false } },
    ]);
    expect((await send("GET", "/repos/octocat/fresh")).status).toBe(200);
    expect(codespaceIn(await send("GET", path)).repository.full_name).toBe("octocat/fresh");
  });

  test("can be private, and is named after the codespace unless said", async () => {
    const { name, path } = await available("stranger/template");
    expect(codespaceIn(await publish(path, { private: true })).repository).toMatchObject({
      full_name: `octocat/${name}`,
      private: true,
    });
  });

  test("is refused twice, for a codespace of a repository, a taken and a strange name", async () => {
    const ofRepository = await available();
    const ofTemplate = await available("stranger/template");
    expect((await publish(ofRepository.path)).status).toBe(422);
    const taken = await publish(ofTemplate.path, { name: "dotfiles" });
    expect([taken.status, taken.body]).toMatchObject([
      422,
      { errors: [{ field: "name", message: "name already exists on this account" }] },
    ]);
    expect((await publish(ofTemplate.path, { name: "a/b" })).status).toBe(422);
    expect((await publish(ofTemplate.path)).status).toBe(201);
    expect((await publish(ofTemplate.path, { name: "again" })).status).toBe(422);
  });
});
