import { DECLARATION, LIST_IGNORED } from "../../../provider/src/rules/hints";
import { seedWith, startEmulator, tokens, type Emulator } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { checked, create, newRun, update } from "../../support/lifecycles";
import { HOST } from "../../support/project-file";

const SECRET = { org: "acme", secretName: "TOKEN" };
const LIST = "/orgs/acme/codespaces/secrets/TOKEN/repositories";
const HOUR = 3_600_000;

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ repositories: 150 }) });
});
beforeEach(() => {
  emulator.reset();
});
afterAll(() => emulator.close());

const run = (token = emulator.token) => newRun({ url: emulator.url, token });

function sent(): string[] {
  const lines = emulator.requests.map(({ method, path }) => `${method} ${path}`);
  emulator.clearRequests();
  return lines;
}

const OWNER = { ...SECRET, value: "v", visibility: "selected" };

async function declareSecret(more: Props = {}) {
  const state = await create(run().orgSecret, { ...OWNER, ...more });
  emulator.clearRequests();
  return state;
}

const add = (repository: string | number, { orgSecretRepository } = run()) =>
  create(orgSecretRepository, { ...SECRET, repository });

test("a hundred and twenty take two batches of names and a PUT each, and one list to read", async () => {
  await declareSecret();
  const repositories = emulator.seed.repositories
    .map(({ fullName }) => fullName)
    .filter((name) => name.startsWith("acme/"))
    .slice(0, 120);
  const first = run();
  const made = await Promise.all(repositories.map((name) => add(name, first)));
  const lines = sent();
  expect(lines.filter((line) => line === "POST /graphql")).toHaveLength(2);
  expect(lines.filter((line) => line.startsWith(`PUT ${LIST}/`))).toHaveLength(120);
  expect(lines).toHaveLength(122);

  const reading = run().orgSecretRepository;
  const known = await Promise.all(made.map(({ id, outputs }) => reading.read(id, outputs)));
  expect(known.map((one) => one?.outputs)).toEqual(made.map(({ outputs }) => outputs));
  expect(sent()).toEqual([`GET ${LIST}`, `GET ${LIST}`]);

  const deleting = run().orgSecretRepository;
  await Promise.all(made.map(({ id, outputs }) => deleting.delete(id, outputs)));
  expect(sent()).toHaveLength(120);
  expect(emulator.orgSecret("acme", "TOKEN")?.selectedRepositories).toEqual([]);
});

test("missing ones are asked for again together, not one after another", async () => {
  await declareSecret();
  const first = run();
  const made = await Promise.all([1001, 1002, 1003].map((id) => add(id, first)));
  emulator.configure({ readLagMs: HOUR });
  emulator.clearRequests();
  const { orgSecretRepository, lines, ...time } = run();
  const read = ({ id, outputs }: (typeof made)[0]) => orgSecretRepository.read(id, outputs);
  const known = await Promise.all(made.map(read));
  expect(known.map((one) => one?.id)).toEqual(made.map(({ id }) => id));
  expect(lines).toHaveLength(3);
  expect(time.waited()).toBe(3 * 7_000);
  expect(sent().filter((line) => line === `GET ${LIST}`)).toHaveLength(4);
});

test.each([
  ["acme/nowhere", "The repository could not be found: acme/nowhere."],
  [
    4711,
    "the repository with the id 4711 was deleted, or the secret acme/TOKEN can't be given to it",
  ],
  ["octocat/dotfiles", "the repository octocat/dotfiles (id 501) was deleted, or the secret"],
])("%p is named in the error", async (repository, message) => {
  await declareSecret();
  const id =
    typeof repository === "number" ? `acme/TOKEN/${repository}` : `acme/TOKEN/${repository}`;
  await expect(add(repository)).rejects.toThrow(
    `OrgCodespacesSecretRepository ${id} could not be created: ${message}`,
  );
});

test("a secret that this run made after one was missing is not said to be missing", async () => {
  const here = run();
  await expect(add(1001, here)).rejects.toThrow("GitHub lists no secret acme/TOKEN");
  await create(here.orgSecret, {
    org: "acme",
    secretName: "TOKEN",
    value: "v",
    visibility: "selected",
  });
  await expect(add(4711, here)).rejects.toThrow("the repository with the id 4711 was deleted, or");
});

test("a repository that was deleted is gone from the list, and its delete succeeds", async () => {
  await declareSecret();
  const { id, outputs } = await add("web");
  emulator.advance(HOUR);
  emulator.drift.deleteRepository("acme/web");
  await expect(run().orgSecretRepository.delete(id, outputs)).resolves.toBeUndefined();
  expect(await run().orgSecretRepository.read(id, outputs)).toBeUndefined();
  await expect(add("web")).rejects.toThrow("could not be found: acme/web");
});

test("a secret for all has no list: 409 is explained, and a delete has nothing to do", async () => {
  await declareSecret();
  const { id, outputs } = await add("web");
  await declareSecret({ visibility: "all" });
  await expect(add("api")).rejects.toThrow(
    'the secret acme/TOKEN has no list of repositories: give it visibility "selected" first. GitHub answered 409',
  );
  await expect(run().orgSecretRepository.delete(id, outputs)).resolves.toBeUndefined();
});

test("a secret that isn't there is said to be missing", async () => {
  await expect(add("api")).rejects.toThrow(
    "GitHub lists no secret acme/TOKEN: it must exist first",
  );
});

test("a list that is refused is an error, never gone", async () => {
  await declareSecret();
  const { id, outputs } = await add("web");
  emulator.advance(HOUR);
  emulator.configure({ switches: { missingPermission: "404" } });
  const blind = run(tokens.withoutOrgSecrets).orgSecretRepository;
  await expect(blind.read(id, outputs)).rejects.toThrow("GitHub answered 404");
  await expect(blind.delete(id, outputs)).rejects.toThrow("GitHub answered 404");
  emulator.fail({ method: "GET", path: LIST, status: 404, times: 1 });
  await expect(run().orgSecretRepository.read(id, outputs)).rejects.toThrow(
    "OrgCodespacesSecretRepository acme/TOKEN/acme/web could not be read: GitHub answered 404",
  );
});

test("two of one repository in a program are an error before the second write", async () => {
  const { orgSecretRepository } = run();
  const inputs = { ...SECRET, repository: "web" };
  checked(orgSecretRepository, { ...inputs, [DECLARATION]: "one" });
  const again = { ...inputs, repository: "ACME/Web", [DECLARATION]: "two" };
  expect(() => checked(orgSecretRepository, again)).toThrow(
    "two resources of this program declare OrgCodespacesSecretRepository acme/TOKEN/acme/web",
  );
  await declareSecret();
  const both = run();
  await add("web", both);
  await expect(add(1002, both)).rejects.toThrow(
    "two resources of this program declare repository 1002 of OrgCodespacesSecret acme/TOKEN",
  );
});

test("another user's token is an error that names both", async () => {
  await create(run().userSecret, { secretName: "KEY", value: "v" });
  const inputs = { secretName: "KEY", repository: "octocat/dotfiles" };
  const { id, outputs } = await create(run().userSecretRepository, inputs);
  const other = run(tokens.hubot).userSecretRepository;
  await expect(other.read(id, outputs)).rejects.toThrow(/belongs to the user octocat.*hubot's/);
  await expect(other.delete(id, outputs)).rejects.toThrow(/belongs to the user octocat.*hubot's/);
});

test.each([
  ["acme/TOKEN/acme/web", { repository: "acme/web", repositoryId: 1002 }],
  ["acme/TOKEN/1002", { repository: 1002, repositoryId: 1002 }],
])("get reads %s without a state", async (id, outputs) => {
  await declareSecret();
  await add("web");
  const known = await run().orgSecretRepository.read(id, {});
  expect(known?.outputs).toEqual({ ...SECRET, ...outputs });
});

test("an id of another form is said to be none", async () => {
  await expect(run().orgSecretRepository.read("acme/TOKEN", {})).rejects.toThrow(
    '"acme/TOKEN" is not an id of OrgCodespacesSecretRepository: give ORG/NAME/OWNER/REPOSITORY',
  );
});

describe("a repository moves from a resource of its own to the list of its secret", () => {
  async function stack() {
    const secret = await declareSecret();
    const listed = await add("web");
    emulator.clearRequests();
    return { secret, listed };
  }
  const removals = () => emulator.requests.filter(({ method }) => method === "DELETE");

  test("in one up it stays on the list", async () => {
    const { secret, listed } = await stack();
    const up = run();
    const news = { ...OWNER, selectedRepositories: ["web"] };
    await update(up.orgSecret, secret.id, secret.outputs, news);
    await up.orgSecretRepository.delete(listed.id, listed.outputs);
    expect(removals()).toEqual([]);
    expect(up.lines.join()).toContain("stays at GitHub: this program still declares it.");
  });

  test("declared by both before, it stays when its own resource goes", async () => {
    const { secret, listed } = await stack();
    const news = { ...OWNER, selectedRepositories: ["web"] };
    const both = await update(run().orgSecret, secret.id, secret.outputs, news);
    const up = run();
    up.orgSecret.replaces(both, checked(up.orgSecret, news, both));
    await up.orgSecretRepository.delete(listed.id, listed.outputs);
    expect(removals()).toEqual([]);
  });

  test("it goes where neither declares it any more", async () => {
    const { secret, listed } = await stack();
    const news = { ...OWNER, selectedRepositories: ["web"] };
    const both = await update(run().orgSecret, secret.id, secret.outputs, news);
    const up = run();
    const unmanaged = checked(up.orgSecret, OWNER, both);
    up.orgSecret.replaces(both, unmanaged);
    await up.orgSecret.update(secret.id, both, unmanaged);
    await up.orgSecretRepository.delete(listed.id, listed.outputs);
    expect(removals()).toHaveLength(1);
  });
});

const IGNORED = { selectedRepositories: ["web"], [LIST_IGNORED]: true };

describe("a secret that declares its whole list leaves no room for a resource that adds to it", () => {
  const WHOLE = { ...OWNER, selectedRepositories: ["web"] };
  const writes = () => emulator.requests.filter(({ method }) => method !== "GET");

  test.each(["api", "acme/API", 2001])("%s is refused by its check", (repository) => {
    const { orgSecret, orgSecretRepository } = run();
    checked(orgSecret, repository === 2001 ? { ...OWNER, selectedRepositories: [1002] } : WHOLE);
    expect(() => checked(orgSecretRepository, { ...SECRET, repository })).toThrow(
      /repository: .* is left out by selectedRepositories of OrgCodespacesSecret acme\/TOKEN, which this program declares too: put it on the list/,
    );
  });

  test("the list is refused where its check comes second", () => {
    const { orgSecret, orgSecretRepository } = run();
    checked(orgSecretRepository, { ...SECRET, repository: "api" });
    expect(() => checked(orgSecret, WHOLE)).toThrow(
      "selectedRepositories: leaves out acme/api, which this program adds with OrgCodespacesSecretRepository: put it on the list",
    );
  });

  test("by id beside a list of names, it is refused before it is added", async () => {
    const { orgSecret, orgSecretRepository } = run();
    const api = checked(orgSecretRepository, { ...SECRET, repository: 1001 });
    const web = checked(orgSecretRepository, { ...SECRET, repository: 1002 });
    await create(orgSecret, WHOLE);
    emulator.clearRequests();
    await expect(orgSecretRepository.create(api)).rejects.toThrow("1001 is left out by");
    expect(writes()).toEqual([]);
    await orgSecretRepository.create(web);
    expect(emulator.orgSecret("acme", "TOKEN")?.selectedRepositories).toEqual(["acme/web"]);
  });

  test.each<[string, Props]>([
    ["on the list", { selectedRepositories: ["api", "web"] }],
    ["beside a list that is not managed", {}],
    // Nobody tells a plugin.
    ...(HOST === "plugin" ? [] : [["beside one that is ignored", IGNORED] as [string, Props]]),
  ])("%s it is as before", (_, more) => {
    const { orgSecret, orgSecretRepository } = run();
    checked(orgSecret, { ...OWNER, ...more });
    expect(checked(orgSecretRepository, { ...SECRET, repository: "api" })).toEqual({
      ...SECRET,
      repository: "acme/api",
    });
  });

  test("a list that was taken out of the program since leaves room again", () => {
    const { orgSecret, orgSecretRepository } = run();
    const olds = checked(orgSecret, WHOLE);
    checked(orgSecret, OWNER, olds);
    expect(() => checked(orgSecretRepository, { ...SECRET, repository: "api" })).not.toThrow();
  });
});
