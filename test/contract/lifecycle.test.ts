import { AccessLifecycle } from "../../provider/src/lifecycle/access";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../provider/src/lifecycle/plain";
import { SecretLifecycle } from "../../provider/src/lifecycle/secret";
import { orgSecret, repoSecret, userSecret } from "../../provider/src/lifecycle/secret-kinds";
import type { GetSession } from "../../provider/src/lifecycle/session";
import { ProcessSession } from "../../provider/src/process-session";
import { readSettings } from "../../provider/src/settings";
import { githubUnderTest, type GitHubUnderTest } from "../support/github-under-test";

const NAME = "PULUMI_LIFECYCLE_TEST";

let github: GitHubUnderTest;

beforeAll(async () => {
  github = await githubUnderTest();
});

afterAll(() => {
  github.stop();
});

/** What one `pulumi up` is to the provider: a process with a memory of its own. */
function newRun(make: (session: GetSession) => Lifecycle): Lifecycle {
  const settings = readSettings(() => undefined, {
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: github.token,
  });
  const say = { info: () => undefined, warn: () => undefined };
  const session = new ProcessSession(settings, say);
  return make(() => session);
}

interface Kind {
  make: (session: GetSession) => Lifecycle;
  first: () => Props;
  second: () => Props;
}

const kinds: Record<string, Kind> = {
  OrgCodespacesSecret: {
    make: (session) => new SecretLifecycle(orgSecret, session),
    first: () => ({
      org: github.org,
      secretName: NAME,
      value: "first",
      visibility: "selected",
      selectedRepositories: [github.repositories[0]],
    }),
    second: () => ({
      org: github.org,
      secretName: NAME,
      value: "second",
      visibility: "selected",
      selectedRepositories: github.repositories,
    }),
  },
  UserCodespacesSecret: {
    make: (session) => new SecretLifecycle(userSecret, session),
    first: () => ({ secretName: NAME, value: "first", selectedRepositories: [] }),
    second: () => ({
      secretName: NAME,
      value: "second",
      selectedRepositories: github.repositories,
    }),
  },
  RepoCodespacesSecret: {
    make: (session) => new SecretLifecycle(repoSecret, session),
    first: () => ({ repository: github.repositories[0], secretName: NAME, value: "first" }),
    second: () => ({ repository: github.repositories[0], secretName: NAME, value: "second" }),
  },
  OrgCodespacesAccess: {
    make: (session) => new AccessLifecycle(session),
    first: () => ({ org: github.org, visibility: "selected_members", selectedUsernames: [] }),
    second: () => ({ org: github.org, visibility: "all_members" }),
  },
};

describe.each(Object.entries(kinds))("%s", (_, { make, first, second }) => {
  let id: string;
  let outputs: Props;
  let inputs: Props;

  function checked(run: Lifecycle, olds: Props, news: Props): Props {
    const result = run.check(olds, news);
    expect(result.failures).toEqual([]);
    return result.inputs;
  }

  test("create gives an id and echoes the inputs", async () => {
    const run = newRun(make);
    inputs = checked(run, {}, first());
    ({ id, outputs } = await run.create(inputs));
    expect(id).not.toBe("");
    expect(outputs).toMatchObject(inputs);
  });

  test("read right after it finds the same inputs and outputs", async () => {
    const known = await newRun(make).read(id, outputs);
    expect(known?.inputs).toEqual(inputs);
    expect(known?.outputs).toEqual(outputs);
  });

  test("update in place is what the next read finds", async () => {
    const run = newRun(make);
    const news = checked(run, inputs, second());
    expect(run.replaces(outputs, news)).toEqual([]);
    outputs = await run.update(id, outputs, news);
    inputs = news;
    const known = await newRun(make).read(id, outputs);
    expect(known?.inputs).toEqual(inputs);
  });

  test("delete takes it back, and succeeds when it is gone already", async () => {
    await newRun(make).delete(id, outputs);
    await newRun(make).delete(id, outputs);
  });
});

test.each([
  ["OrgCodespacesSecret", "the organization"],
  ["UserCodespacesSecret", "the user"],
  ["RepoCodespacesSecret", "the repository"],
])("a deleted %s is gone once %s's list lacks it", async (name) => {
  const { make, first } = kinds[name] as Kind;
  const run = newRun(make);
  const { inputs } = run.check({}, first());
  const { id, outputs } = await run.create(inputs);
  await newRun(make).delete(id, outputs);
  const longAgo = { ...outputs, updatedAt: "2020-01-01T00:00:00Z" };
  expect(await newRun(make).read(id, longAgo)).toBeUndefined();
});
