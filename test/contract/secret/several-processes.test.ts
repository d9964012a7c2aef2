import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokens } from "github-codespaces-emulator";
import { declaredIdentity } from "../../../provider/src/session/identities";
import type { Props } from "../../../provider/src/rules/plain";
import { DECLARATION } from "../../../provider/src/rules/hints";
import { OperationNotes } from "../../../provider/src/session/processes/notes";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun, type ProviderRun, type RunSettings } from "../../support/lifecycles";

// One `up` with two providers is two host processes: each is here a session with notes of its own.

const { emulator } = useEmulator();
const ENGINE = "127.0.0.1:40404";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function host(more: Partial<RunSettings> = {}): ProviderRun {
  return newRun({
    url: emulator.url,
    token: emulator.token,
    notes: OperationNotes.open(ENGINE, { folder }),
    ...more,
  });
}

/** What a class of ours passes with each constructor call. */
const by = (call: string) => ({ [DECLARATION]: call });

const kinds: ["orgSecret" | "repoSecret" | "userSecret" | "access", Props][] = [
  ["orgSecret", { org: "acme", secretName: "KEEP", value: "v", visibility: "all" }],
  ["repoSecret", { repository: "acme/api", secretName: "KEEP", value: "v" }],
  ["userSecret", { secretName: "KEEP", value: "v" }],
  ["access", { org: "acme", visibility: "selected_members", selectedUsernames: ["octocat"] }],
];

function removals(): string[] {
  return emulator.requests
    .filter(
      ({ method, body }) => method === "DELETE" || JSON.stringify(body ?? "").includes("disabled"),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

describe.each(kinds)("%s", (kind, inputs) => {
  async function inState(): Promise<{ id: string; outputs: Props }> {
    const lifecycle = newRun({ url: emulator.url, token: emulator.token })[kind];
    const state = await lifecycle.create(checked(lifecycle, { ...inputs, ...by("old") }));
    emulator.clearRequests();
    return state;
  }

  test("what another process declares is not deleted", async () => {
    const { id, outputs } = await inState();
    const [there, here] = [host(), host()];
    await there[kind].create(checked(there[kind], { ...inputs, ...by("new") }));
    await here[kind].delete(id, outputs);
    expect(removals()).toEqual([]);
    expect(here.lines.join()).toContain("stays at GitHub: this program still declares it.");
  });

  test("what nobody declares is deleted", async () => {
    const { id, outputs } = await inState();
    const there = host();
    const other = { org: "acme", secretName: "OTHER", value: "v", visibility: "all" };
    await there.orgSecret.create(checked(there.orgSecret, other));
    await host()[kind].delete(id, outputs);
    expect(removals()).toHaveLength(1);
  });

  test("a create that a hook asks for again after a refusal is no second resource", async () => {
    const { [kind]: lifecycle } = host();
    const news = checked(lifecycle, { ...inputs, ...by("one") });
    emulator.fail({ method: "PUT", status: 403 });
    await expect(lifecycle.create(news)).rejects.toThrow("GitHub answered 403");
    const { id, outputs } = await lifecycle.create(news);
    const changed = checked(lifecycle, { ...inputs, ...by("one") }, news);
    expect(await lifecycle.update(id, outputs, changed)).toMatchObject(outputs);
  });

  test("a replacement whose create failed goes on holding what is at GitHub", async () => {
    const { id, outputs } = await inState();
    const { [kind]: lifecycle } = host();
    const news = checked(lifecycle, { ...inputs, ...by("one") });
    await lifecycle.delete(id, outputs);
    emulator.fail({ method: "PUT", status: 403 });
    const failed = lifecycle.create(news);
    await expect(failed).rejects.toMatchObject({ id, properties: outputs });
    expect(removals()).toEqual([]);
  });
});

test.each(kinds.filter(([kind]) => kind !== "userSecret"))(
  "one %s through two providers is refused by the check",
  (kind, inputs) => {
    checked(host()[kind], { ...inputs, ...by("one") });
    const other = host()[kind];
    expect(() => checked(other, { ...inputs, ...by("two") })).toThrow(
      "two resources of this program declare",
    );
  },
);

test("one secret of one user through two providers is refused before the second write", async () => {
  const secret = { secretName: "KEEP", value: "v" };
  const [one, two] = [host().userSecret, host().userSecret];
  await one.create(checked(one, { ...secret, ...by("one") }));
  const news = checked(two, { ...secret, value: "w", ...by("two") });
  await expect(two.create(news)).rejects.toThrow("two resources of this program declare");
  expect(emulator.userSecret("octocat", "KEEP")?.openedValue).toBe("v");
});

test("two users have secrets of one name, each through a provider of their own", async () => {
  const secret = { secretName: "KEEP", value: "v" };
  const octocat = host().userSecret;
  const hubot = host({ token: tokens.hubot }).userSecret;
  const ours = await octocat.create(checked(octocat, { ...secret, ...by("one") }));
  const theirs = await hubot.create(checked(hubot, { ...secret, ...by("two") }));
  expect(theirs.outputs.owner).toMatchObject({ login: "hubot" });

  // The next operation goes on with the first alone, and has to delete the second.
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const next = host().userSecret;
  next.replaces(ours.outputs, checked(next, { ...secret, ...by("one") }));
  await host({ token: tokens.hubot }).userSecret.delete(theirs.id, theirs.outputs);
  expect(emulator.userSecret("hubot", "KEEP")).toBeUndefined();
  expect(emulator.userSecret("octocat", "KEEP")?.openedValue).toBe("v");
});

test("another host's secret of the same name is another one", async () => {
  const secret = { org: "acme", secretName: "KEEP", value: "v", visibility: "all" };
  const here = host().orgSecret;
  const { id, outputs } = await here.create(checked(here, { ...secret, ...by("one") }));
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const elsewhere = host({ url: "http://127.0.0.1:1" }).orgSecret;
  const unreached = elsewhere.create(checked(elsewhere, { ...secret, ...by("two") }));
  await expect(unreached).rejects.toThrow("could not be created");
  await host().orgSecret.delete(id, outputs);
  expect(emulator.orgSecret("acme", "KEEP")).toBeUndefined();
});

test("a gateway may lead to the same GitHub: what is declared there stays here", async () => {
  const here = host();
  const secret = { org: "acme", secretName: "KEEP", visibility: "all" };
  const inputs = checked(here.orgSecret, { ...secret, value: "v", ...by("one") });
  const { id, outputs } = await here.orgSecret.create(inputs);
  const { access } = here;
  const all = { org: "acme", visibility: "all_members" };
  const opened = await access.create(checked(access, { ...all, ...by("two") }));
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  emulator.clearRequests();
  const there = host({ url: "https://github-gateway.example" });
  checked(there.orgSecret, { ...secret, keepValue: true, ...by("three") });
  checked(there.access, { ...all, ...by("four") });
  const next = host();
  await next.orgSecret.delete(id, outputs);
  await next.access.delete(opened.id, opened.outputs);
  expect(removals()).toEqual([]);
  expect(next.lines.join()).toContain("stays at GitHub: this program still declares it.");
});

test("a repository that is added through a gateway keeps its secret here", async () => {
  const before = host().orgSecret;
  const secret = { org: "acme", secretName: "KEEP", value: "v", visibility: "selected" };
  const { id, outputs } = await before.create(checked(before, { ...secret, ...by("one") }));
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  const there = host({ url: "https://github-gateway.example" }).orgSecretRepository;
  checked(there, { org: "acme", secretName: "KEEP", repository: "acme/api", ...by("two") });
  const next = host();
  const said: unknown = await next.orgSecret.delete(id, outputs).catch((error: unknown) => error);
  // The plugin can't know the whole program here, and leaves it with a line.
  expect([String(said), ...next.lines].join()).toMatch(/still declares|stays at GitHub/);
  expect(removals()).toEqual([]);
});

/** What the program's process tells of a resource that no check has seen. */
function program(className: string, args: Props): void {
  const notes = OperationNotes.open(ENGINE, { folder });
  notes?.tell({ ...declaredIdentity(className, args), by: "unchecked" });
}

test("a name that a resource leaves stays while another, whose name is not known yet, may have it", async () => {
  const secret = { org: "acme", secretName: "KEEP", value: "v", visibility: "all" };
  const before = newRun({ url: emulator.url, token: emulator.token }).orgSecret;
  const { id, outputs } = await before.create(checked(before, { ...secret, ...by("one") }));
  program("OrgCodespacesSecret", { org: "acme" });
  const here = host();
  checked(here.orgSecret, { ...secret, secretName: "OTHER", ...by("one") }, outputs);
  await here.orgSecret.delete(id, outputs);
  expect(removals()).toEqual([]);
  expect(here.lines.join()).toContain("not everything that this program declares is known yet");
});

describe("a repository on a list, which the state has under another name than the program", () => {
  const identity = { org: "acme", secretName: "SHARED" };

  async function deleted(recorded: string | number, declared: string | number): Promise<void> {
    const before = newRun({ url: emulator.url, token: emulator.token });
    const { orgSecret, orgSecretRepository } = before;
    const secret = { ...identity, value: "v", visibility: "selected" };
    await orgSecret.create(checked(orgSecret, { ...secret, ...by("secret") }));
    const inputs = { ...identity, repository: recorded, ...by("old") };
    const added = await orgSecretRepository.create(checked(orgSecretRepository, inputs));
    renames.forEach(([from, to]) => {
      emulator.drift.renameRepository(from, to);
    });
    program("OrgCodespacesSecretRepository", { ...identity, repository: declared });
    await host().orgSecretRepository.delete(added.id, added.outputs);
  }
  let renames: [string, string][];

  test.each<[string, string | number, string | number, [string, string][]]>([
    ["by its id, then by its name", 1001, "api", []],
    ["by its name, then by its id", "api", 1001, []],
    ["by its id, then by its new name", 1001, "api-v2", [["acme/api", "acme/api-v2"]]],
    [
      "by a name that another one has by now",
      "api",
      "web",
      [
        ["acme/api", "acme/api-v2"],
        ["acme/web", "acme/api"],
        ["acme/api-v2", "acme/web"],
      ],
    ],
  ])("stays: %s", async (_, recorded, declared, moves) => {
    renames = moves;
    await deleted(recorded, declared);
    expect(removals()).toEqual([]);
  });

  test("goes where the program declares another one", async () => {
    renames = [];
    await deleted(1001, "web");
    expect(removals()).toHaveLength(1);
  });
});
