import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { create, newRun, update, type ProviderRun } from "../../support/lifecycles";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    seed: seedWith({ repositories: 250, members: 260 }),
    maxSecrets: 1000,
  });
});

beforeEach(() => {
  emulator.reset();
});

afterAll(() => emulator.close());

type Kind = "orgSecret" | "userSecret" | "repoSecret";

const place: Record<Kind, Props> = {
  orgSecret: { org: "acme", visibility: "selected" },
  userSecret: {},
  repoSecret: { repository: "acme/api" },
};

/** Three repositories each, all of them different as long as there are enough. */
function inputs(kind: Kind, index: number, value = "first"): Props {
  const all = emulator.seed.repositories.map(({ fullName }) => fullName);
  const names = all.filter((fullName) => fullName.startsWith("acme/"));
  const three = [0, 1, 2].map((more) => names[(index * 3 + more) % 240] ?? "acme/api");
  const list = kind === "repoSecret" ? {} : { selectedRepositories: three };
  return { ...place[kind], ...list, secretName: `S${index}`, value };
}

function run(): ProviderRun {
  return newRun({ url: emulator.url, token: emulator.token });
}

/** The requests since the last call, by method and the kind of route, with their number. */
function sent(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of emulator.requests) {
    const what = path.endsWith("/repositories")
      ? "list of repositories"
      : (/(public-key|secrets|graphql|user)$/.exec(path)?.[1] ?? "secret");
    counts[`${method} ${what}`] = (counts[`${method} ${what}`] ?? 0) + 1;
  }
  emulator.clearRequests();
  return counts;
}

/** Secrets of one scope through all verbs, each verb in a run of its own, as the engine does it. */
class Stack {
  readonly kind: Kind;
  readonly indexes: number[];
  state: { id: string; outputs: Props }[] = [];

  constructor(kind: Kind, count: number) {
    this.kind = kind;
    this.indexes = Array.from({ length: count }, (_, index) => index);
  }

  async create(): Promise<Record<string, number>> {
    const lifecycle = run()[this.kind];
    const all = this.indexes.map((index) => create(lifecycle, inputs(this.kind, index)));
    this.state = await Promise.all(all);
    return sent();
  }

  async refresh(): Promise<Record<string, number>> {
    const lifecycle = run()[this.kind];
    await Promise.all(this.state.map(({ id, outputs }) => lifecycle.read(id, outputs)));
    return sent();
  }

  /** Updates the first ones, or all, to other inputs. */
  async update(news: (index: number) => Props, count = Infinity): Promise<Record<string, number>> {
    const lifecycle = run()[this.kind];
    const changing = this.state.slice(0, count).map(async (resource, index) => {
      const { id, outputs } = resource;
      resource.outputs = await update(lifecycle, id, outputs, news(index));
    });
    await Promise.all(changing);
    return sent();
  }

  async destroy(): Promise<Record<string, number>> {
    const lifecycle = run()[this.kind];
    await Promise.all(this.state.map(({ id, outputs }) => lifecycle.delete(id, outputs)));
    return sent();
  }
}

/** Lists come in pages of a hundred, and so do the repositories whose names are asked for. */
const SIZES = [1, 3, 100, 101];
const cases = (["orgSecret", "userSecret", "repoSecret"] as const).flatMap((kind) =>
  SIZES.map((count) => ({ kind, count })),
);

test.each(cases)("$count of $kind take no request too many", async ({ kind, count }) => {
  const stack = new Stack(kind, count);
  const user = kind === "userSecret" ? { "GET user": 1 } : {};
  const hasList = kind !== "repoSecret";
  // A repository's name is an address: the secret goes to the one that is meant, by its id.
  const whose = hasList ? user : { "POST graphql": 1 };

  expect(await stack.create()).toEqual({
    ...whose,
    "GET secrets": 1,
    "GET public-key": 1,
    "PUT secret": count,
    ...(hasList && { "POST graphql": Math.ceil(Math.min(count * 3, 240) / 100) }),
  });
  expect(await stack.refresh()).toEqual({
    ...whose,
    "GET secrets": Math.ceil(count / 100),
    ...(hasList && { "GET list of repositories": count }),
  });
  const policy = { onExisting: "fail" };
  expect(await stack.update((index) => ({ ...inputs(kind, index), ...policy }))).toEqual({});

  const second = (index: number) => inputs(kind, index, "second");
  expect(await stack.update(second, 1)).toEqual({ ...whose, "GET public-key": 1, "PUT secret": 1 });
  const third = (index: number) => inputs(kind, index, "third");
  const all = { ...whose, "GET public-key": 1, "PUT secret": count };
  expect(await stack.update(third)).toEqual(all);

  expect(await stack.destroy()).toEqual({ ...whose, "DELETE secret": count });
});

// What exists already is no matter of pages.
test.each(cases.filter(({ kind, count }) => kind !== "repoSecret" && count !== 100))(
  "the lists of $count of $kind are a PUT each, without a value",
  async ({ kind, count }) => {
    const stack = new Stack(kind, count);
    await stack.create();
    const other = { selectedRepositories: ["acme/repo-250"] };

    expect(await stack.update((index) => ({ ...inputs(kind, index), ...other }))).toEqual({
      ...(kind === "userSecret" && { "GET user": 1 }),
      "POST graphql": 1,
      "PUT list of repositories": count,
    });
  },
);

test.each([1, 3, 101])("the visibilities of %i are a PUT each, without a value", async (count) => {
  const stack = new Stack("orgSecret", count);
  await stack.create();
  const everybodys = { visibility: "private", selectedRepositories: undefined };
  const news = (index: number) => ({ ...inputs("orgSecret", index), ...everybodys });

  expect(await stack.update(news)).toEqual({ "PUT secret": count });
});

test.each(["orgSecret", "userSecret", "repoSecret"] as const)(
  "one %s beside 250 that others made is looked for in three pages, before and after it is made",
  async (kind) => {
    for (let index = 0; index < 250; index++) byHand(kind, `OTHER_${index}`);
    const stack = new Stack(kind, 1);
    expect(await stack.create()).toMatchObject({ "GET secrets": 3, "PUT secret": 1 });
    expect(await stack.refresh()).toMatchObject({ "GET secrets": 3 });
  },
);

function byHand(kind: Kind, name: string): void {
  const { drift } = emulator;
  if (kind === "orgSecret") drift.orgSecret("acme", name, { value: "v" });
  else if (kind === "userSecret") drift.userSecret("octocat", name, { value: "v" });
  else drift.repoSecret("acme/api", name, { value: "v" });
}

test.each([
  { count: 1, puts: 1, posts: 0 },
  { count: 100, puts: 1, posts: 0 },
  { count: 250, puts: 1, posts: 2 },
])(
  "the access of $count users is one call for each hundred, and one for who comes and who goes",
  async ({ count, puts, posts }) => {
    const members = emulator.seed.organizations[0]?.members ?? [];
    const access = (selectedUsernames: string[]) => ({
      org: "acme",
      visibility: "selected_members",
      selectedUsernames,
    });
    const made = await create(run().access, access(members.slice(0, count)));
    expect(counted()).toEqual({
      "PUT access": puts,
      ...(posts > 0 && { "POST selected_users": posts }),
    });
    const known = await run().access.read(made.id, made.outputs);
    expect(counted()).toEqual({});

    const other = access(members.slice(1, count + 1));
    const changed = await update(run().access, made.id, known?.outputs ?? {}, other);
    expect(counted()).toEqual({ "POST selected_users": 1, "DELETE selected_users": 1 });

    await run().access.delete(made.id, changed);
    expect(counted()).toEqual({ "PUT access": 1 });
    expect(emulator.access("acme").visibility).toBe("disabled");
  },
);

/** The requests for access since the last call, by method and the last part of the route. */
function counted(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of emulator.requests) {
    const what = `${method} ${path.split("/").at(-1) ?? ""}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  emulator.clearRequests();
  return counts;
}
