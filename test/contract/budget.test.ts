import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import type { Props } from "../../provider/src/lifecycle/plain";
import { create, newRun, update, type ProviderRun } from "../support/lifecycles";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    seed: seedWith({ repositories: 250 }),
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

/** All sizes where there is a list of repositories; fewer where the same code does less. */
const cases = [
  ...[1, 3, 100, 101, 250].map((count) => ({ kind: "orgSecret" as const, count })),
  ...[1, 101].map((count) => ({ kind: "userSecret" as const, count })),
  ...[1, 101].map((count) => ({ kind: "repoSecret" as const, count })),
];

test.each(cases)("$count of $kind take no request too many", async ({ kind, count }) => {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const pages = Math.max(1, Math.ceil(count / 100));
  const user = kind === "userSecret" ? { "GET user": 1 } : {};
  const hasList = kind !== "repoSecret";
  const names = Math.min(count * 3, 240);

  const first = run();
  const made = await Promise.all(indexes.map((index) => create(first[kind], inputs(kind, index))));
  expect(sent()).toEqual({
    ...user,
    "GET secrets": 1,
    "GET public-key": 1,
    "PUT secret": count,
    ...(hasList && { "POST graphql": Math.ceil(names / 100) }),
  });

  const reading = run();
  await Promise.all(made.map(({ id, outputs }) => reading[kind].read(id, outputs)));
  expect(sent()).toEqual({
    ...user,
    "GET secrets": pages,
    ...(hasList && { "GET list of repositories": count }),
  });

  const changing = run();
  const changed = await Promise.all(
    made.map(({ id, outputs }, index) =>
      update(changing[kind], id, outputs, inputs(kind, index, "second")),
    ),
  );
  expect(sent()).toEqual({ ...user, "GET public-key": 1, "PUT secret": count });

  const nothing = run();
  await Promise.all(
    made.map(({ id }, index) => {
      const news = { ...inputs(kind, index, "second"), onExisting: "fail" };
      return update(nothing[kind], id, changed[index] ?? {}, news);
    }),
  );
  expect(sent()).toEqual({});

  const deleting = run();
  await Promise.all(made.map(({ id }, index) => deleting[kind].delete(id, changed[index] ?? {})));
  expect(sent()).toEqual({ ...user, "DELETE secret": count });
});

test("lists of a hundred secrets are a hundred PUTs without a value", async () => {
  const first = run();
  const indexes = Array.from({ length: 100 }, (_, index) => index);
  const made = await Promise.all(
    indexes.map((index) => create(first.orgSecret, inputs("orgSecret", index))),
  );
  sent();
  const changing = run();
  await Promise.all(
    made.map(({ id, outputs }, index) =>
      update(changing.orgSecret, id, outputs, {
        ...inputs("orgSecret", index),
        selectedRepositories: ["api"],
      }),
    ),
  );
  expect(sent()).toMatchObject({ "PUT list of repositories": 100 });
});
