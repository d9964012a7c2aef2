import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { NAME, useGitHub } from "../../support/github-under-test";
import { checked, newRun, type ProviderRun } from "../../support/lifecycles";

const github = useGitHub();

interface Kind {
  make: (run: ProviderRun) => Lifecycle;
  first: () => Props;
  second: () => Props;
  /** Where a list can change alone: one request of its own. */
  withOtherList?: () => Props;
}

const kinds: Record<string, Kind> = {
  OrgCodespacesSecret: {
    make: (run) => run.orgSecret,
    first: () => ({
      org: github().org,
      secretName: NAME,
      value: "first",
      visibility: "selected",
      selectedRepositories: [github().repositories[0]],
    }),
    second: () => ({
      org: github().org,
      secretName: NAME,
      value: "second",
      visibility: "selected",
      selectedRepositories: github().repositories,
    }),
  },
  UserCodespacesSecret: {
    make: (run) => run.userSecret,
    first: () => ({ secretName: NAME, value: "first", selectedRepositories: [] }),
    second: () => ({
      secretName: NAME,
      value: "second",
      selectedRepositories: github().repositories,
    }),
    withOtherList: () => ({ secretName: NAME, value: "second", selectedRepositories: [] }),
  },
  RepoCodespacesSecret: {
    make: (run) => run.repoSecret,
    first: () => ({ repository: github().repositories[0], secretName: NAME, value: "first" }),
    second: () => ({ repository: github().repositories[0], secretName: NAME, value: "second" }),
  },
  OrgCodespacesAccess: {
    make: (run) => run.access,
    first: () => ({ org: github().org, visibility: "selected_members", selectedUsernames: [] }),
    second: () => ({ org: github().org, visibility: "all_members" }),
  },
};

describe.each(Object.entries(kinds))("%s", (_, { make, first, second, withOtherList }) => {
  let id: string;
  let outputs: Props;
  let inputs: Props;

  test("create gives an id and echoes the inputs", async () => {
    const run = make(newRun({ ...github(), realTime: true }));
    inputs = checked(run, first());
    ({ id, outputs } = await run.create(inputs));
    expect(id).not.toBe("");
    expect(outputs).toMatchObject(inputs);
  });

  test("read right after it finds the same inputs and outputs", async () => {
    const known = await make(newRun({ ...github(), realTime: true })).read(id, outputs);
    expect(known?.inputs).toEqual(inputs);
    expect(known?.outputs).toEqual(outputs);
  });

  test("update in place is what the next read finds", async () => {
    for (const declared of [second(), withOtherList?.() ?? second()]) {
      const run = make(newRun({ ...github(), realTime: true }));
      const news = checked(run, declared, inputs);
      expect(run.replaces(outputs, news)).toEqual([]);
      outputs = await run.update(id, outputs, news);
      inputs = news;
      const known = await make(newRun({ ...github(), realTime: true })).read(id, outputs);
      expect(known?.inputs).toEqual(inputs);
    }
  });

  test("delete takes it back, and succeeds when it is gone already", async () => {
    await make(newRun({ ...github(), realTime: true })).delete(id, outputs);
    const again = make(newRun({ ...github(), realTime: true })).delete(id, outputs);
    await expect(again).resolves.toBeUndefined();
  });
});

const secrets = Object.entries(kinds).filter(([name]) => name.endsWith("Secret"));

test.each(secrets)("a deleted %s is gone once the list lacks it", async (_, { make, first }) => {
  const run = make(newRun({ ...github(), realTime: true }));
  const { id, outputs } = await run.create(checked(run, first()));
  await make(newRun({ ...github(), realTime: true })).delete(id, outputs);
  const longAgo = { ...outputs, updatedAt: "2020-01-01T00:00:00Z" };
  const known = await make(newRun({ ...github(), realTime: true })).read(id, longAgo);
  expect(known).toBeUndefined();
});
