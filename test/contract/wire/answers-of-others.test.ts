import { seedWith } from "github-codespaces-emulator";
import { CodespacesClient } from "../../../provider/src/client";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun, update } from "../../support/lifecycles";
import { emulated, useEnvironment } from "../../support/program-environment";

// Where GitHub's own answer never comes, or one that only looks like it.

const { emulator } = useEmulator({ seed: seedWith({ access: "all_members" }) });
useEnvironment(() => emulated(emulator));

const PAGE = "<html><title>Sign in to the network</title></html>";
const AS_JSON = { "content-type": "application/json" };
const IN_ORG = { org: "acme", secretName: "A", visibility: "selected" };
const SILENT = { info: () => undefined, warn: () => undefined };
const onWait = (ms: number) => {
  emulator.advance(ms);
};
const { clock } = impatientClock(onWait);

const run = () => newRun({ url: emulator.url, token: emulator.token, onWait });

test.each([204, 205, 206, 304])("a GET that is answered %i is asked for again", async (status) => {
  const { id, outputs } = await create(run().orgSecret, { ...IN_ORG, value: "v" });
  emulator.fail({ method: "GET", status, times: 2 });
  expect(await run().orgSecret.read(id, outputs)).toMatchObject({ id });
});

test.each<[string, object]>([
  ["a list that is an object", { total_count: 1, secrets: {} }],
  ["a list of texts", { total_count: 1, secrets: ["A"] }],
  ["a count that is a text", { total_count: "1", secrets: [] }],
  ["no count", { secrets: [] }],
  ["a secret without a name", { total_count: 1, secrets: [{ created_at: "x" }] }],
  ["a stamp that is no time", { total_count: 1, secrets: [{ name: "A", created_at: "x" }] }],
])("%s is none, and no secret is gone for that", async (_, body) => {
  const { id, outputs } = await create(run().orgSecret, { ...IN_ORG, value: "v" });
  emulator.fail({ path: "/orgs/acme/codespaces/secrets", status: 200, body, times: Infinity });
  await expect(run().orgSecret.read(id, outputs)).rejects.toThrow(
    /^OrgCodespacesSecret acme\/A could not be read: The answer to GET .* was 200 with (an? .* without its|no list's)/,
  );
});

test("another secret's answer is not taken for this one's", async () => {
  const { id, outputs } = await create(run().orgSecret, { ...IN_ORG, value: "v" });
  emulator.drift.orgSecret("acme", "B", { value: "x" });
  const edit = (answer: { body?: unknown }) => ({
    ...answer,
    status: 200,
    body: { ...(answer.body as object), name: "B" },
  });
  emulator.fail({ path: "/orgs/acme/codespaces/secrets/A", edit, times: Infinity });
  const client = new CodespacesClient({}, { say: SILENT, clock });
  const asking = client.getOrgCodespacesSecret({ org: "acme", secretName: "A" });
  await expect(asking).rejects.toThrow("was 200 with another secret");
  expect(await run().orgSecret.read(id, outputs)).toMatchObject({ id });
});

test("no codespace is gone on the evidence of a page", async () => {
  emulator.configure({ codespaceStepMs: 0 });
  const { id, outputs } = await create(run().codespace, { repository: 502 });
  emulator.fail({ path: `/user/codespaces/${id}`, status: 404, times: Infinity });
  emulator.fail({
    path: "/user/codespaces",
    status: 200,
    body: { total_count: 0, codespaces: [] },
    times: 2,
  });
  emulator.fail({ path: "/repositories/502/codespaces", status: 200, text: PAGE, times: Infinity });
  await expect(run().codespace.read(id, outputs)).rejects.toThrow(
    "which is never GitHub's answer to this request",
  );
});

describe("where nothing else is answered", () => {
  const always = { status: 200, text: PAGE, times: Infinity };

  beforeEach(() => {
    emulator.configure({ codespaceStepMs: 0 });
  });

  async function failureOf(work: Promise<unknown>): Promise<string> {
    const failure: unknown = await work.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { message } = failure as Error;
    expect(message).toContain("200 with text/html, which is never GitHub's answer to this request");
    expect(message).not.toContain("Sign in");
    return message;
  }

  const count = (method: string) =>
    emulator.requests.filter((request) => request.method === method).length;

  test("each write of a secret is an error in words, after it was tried again", async () => {
    const { id, outputs } = await create(run().orgSecret, { ...IN_ORG, value: "v1" });
    const later = run();
    emulator.clearRequests();
    emulator.fail({ method: "PUT", ...always });
    emulator.fail({ method: "DELETE", ...always });
    const writing = update(later.orgSecret, id, outputs, { ...IN_ORG, value: "v2" });
    expect(await failureOf(writing)).toBe(
      "OrgCodespacesSecret acme/A could not be updated: The answer to PUT /orgs/acme/codespaces/secrets/A after 4 attempts " +
        "was 200 with text/html, which is never GitHub's answer to this request: is there a proxy, a gateway or a portal in between? " +
        "Check the network, a proxy (HTTPS_PROXY, NO_PROXY) and github-codespaces:baseUrl, then run again.",
    );
    expect(count("PUT")).toBe(4);
    await failureOf(run().orgSecret.delete(id, outputs));
    expect(count("DELETE")).toBe(4);
    expect(emulator.orgSecret("acme", "A")?.openedValue).toBe("v1");
  });

  test("no owner without a name gets into the state", async () => {
    emulator.fail({ method: "GET", path: "/user", ...always, text: "{}", headers: AS_JSON });
    const making = create(run().userSecret, { secretName: "A", value: "v" });
    await expect(making).rejects.toThrow("was 200 with a user without its login");
    expect(emulator.userSecrets("octocat")).toEqual([]);
  });

  test("GraphQL's own errors are told, and an answer without data or error is none", async () => {
    const secret = { ...IN_ORG, value: "v", selectedRepositories: ["api"] };
    const errors = [{ type: "SOME", message: "Something went wrong." }];
    emulator.fail({ path: "/graphql", status: 200, body: { data: null, errors } });
    await expect(create(run().orgSecret, secret)).rejects.toThrow(
      "GitHub's GraphQL answer has no data (Something went wrong.)",
    );
    emulator.fail({ path: "/graphql", status: 200, body: { data: { viewer: {} } }, times: 9 });
    await expect(create(run().orgSecret, secret)).rejects.toThrow(
      "POST /graphql after 4 attempts was 200 with a GraphQL answer's data without its r0",
    );
  });

  test("a codespace is asked for once, and looked for", async () => {
    emulator.fail({ method: "POST", path: /codespaces$/, ...always });
    const making = create(run().codespace, { repository: 502 });
    expect(await failureOf(making)).toContain("It may have been created anyway");
    expect(count("POST")).toBe(1);
  });

  test("a codespace that was made all the same is found", async () => {
    emulator.fail({ method: "POST", path: /codespaces$/, ...always, afterEffect: true });
    const { id } = await create(run().codespace, { repository: 502 });
    expect(emulator.codespaces("octocat").map(({ name }) => name)).toEqual([id]);
    expect(count("POST")).toBe(1);
  });

  test("a login keeps its access in the state as well as at GitHub", async () => {
    const members = { org: "acme", visibility: "selected_members" };
    const two = { ...members, selectedUsernames: ["octocat", "hubot"] };
    const { id, outputs } = await create(run().access, two);
    emulator.fail({ method: "DELETE", ...always });
    emulator.fail({ method: "DELETE", ...always, status: 400 });
    const one = update(run().access, id, outputs, { ...two, selectedUsernames: ["octocat"] });
    await failureOf(one);
    expect(emulator.access("acme").usernames).toEqual(["hubot", "octocat"]);
  });

  test("what a script asks for, or has done, is an error as well", async () => {
    const { id } = await create(run().codespace, { repository: 502 });
    emulator.fail(always);
    const client = new CodespacesClient({}, { say: SILENT, clock });
    const name = { name: id };
    const all = async (list: AsyncIterable<unknown>) => {
      for await (const item of list) expect(item).toBeUndefined();
    };
    emulator.clearRequests();
    await failureOf(client.publishCodespace(name));
    expect(emulator.requests).toHaveLength(1);
    await failureOf(client.startCodespace(name));
    await failureOf(client.stopCodespace(name));
    await failureOf(client.exportCodespace(name));
    await failureOf(client.stopOrgMemberCodespace({ org: "acme", username: "octocat", ...name }));
    await failureOf(client.deleteOrgMemberCodespace({ org: "acme", username: "octocat", ...name }));
    await failureOf(client.getCodespace(name));
    await failureOf(client.getCodespaceExport(name));
    await failureOf(client.getUserCodespacesPublicKey());
    await failureOf(client.getOrgCodespacesSecret({ org: "acme", secretName: "A" }));
    await failureOf(client.getRepoCodespaceDefaults({ repository: "octocat/hello-world" }));
    await failureOf(all(client.listCodespaceMachines(name)));
    await failureOf(all(client.listOrgCodespaces({ org: "acme" })));
    await failureOf(all(client.listRepoDevcontainers({ repository: "octocat/hello-world" })));
  });
});
