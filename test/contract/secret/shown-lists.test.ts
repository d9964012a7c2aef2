import { seedWith, type Fault } from "github-codespaces-emulator";
import { getOrgCodespacesSecretRepositories } from "../../../provider/src";
import { CodespacesClient } from "../../../provider/src/client";
import { useEmulator } from "../../support/emulator-client";
import { emulated, useEnvironment } from "../../support/program-environment";

// A list that is only shown is never fewer than GitHub has.

const { emulator } = useEmulator({ seed: seedWith({ repositories: 260 }) });
useEnvironment(() => emulated(emulator));

type Edit = NonNullable<Fault["edit"]>;

const MANY = Array.from({ length: 150 }, (_, index) => `acme/repo-${String(index + 100)}`);
const OTHER = "acme/repo-010";
const REPOSITORIES = "/orgs/acme/codespaces/secrets/S/repositories";

const setList = (selectedRepositories: readonly string[]) => {
  emulator.drift.orgSecret("acme", "S", { value: "v", selectedRepositories });
};
const withoutLink: Edit = (answer) => ({ ...answer, headers: { link: "" } });
const leftOut: Edit = (answer) => ({ ...answer, headers: { "x-github-sso": "partial-results" } });
const fiveLess: Edit = (answer) => {
  const body = answer.body as { repositories: unknown[] };
  return { ...answer, body: { ...body, repositories: body.repositories.slice(5) } };
};

/** Once, between the first page of the secret's repositories and the second. */
function betweenPages(what: () => void): void {
  emulator.fail({
    path: REPOSITORIES,
    edit: (answer) => {
      what();
      return answer;
    },
  });
}

beforeEach(() => {
  setList(MANY);
});

describe("what is only shown", () => {
  const ARGS = { org: "acme", secretName: "S" };
  const names = async (list: AsyncIterable<{ repository: string }>) => {
    const found: string[] = [];
    for await (const { repository } of list) found.push(repository);
    return found;
  };

  test("is whole behind a proxy that drops the Link header", async () => {
    emulator.fail({ path: REPOSITORIES, times: Infinity, edit: withoutLink });
    const { repositories } = await getOrgCodespacesSecretRepositories(ARGS);
    expect(repositories.map(({ repository }) => repository)).toEqual(MANY);
    const list = new CodespacesClient().listOrgCodespacesSecretRepositories(ARGS);
    expect(await names(list)).toEqual(MANY);
  });

  test("is never fewer than GitHub has, nor without what single sign-on hides", async () => {
    const client = new CodespacesClient();
    const list = client.listOrgCodespacesSecretRepositories(ARGS);
    const planted = emulator.fail({
      path: REPOSITORIES,
      times: 2,
      edit: fiveLess,
    });
    await expect(names(list)).rejects.toThrow("has 150 entries, but returns 140");
    planted.remove();
    emulator.fail({ path: REPOSITORIES, times: 2, edit: leftOut });
    await expect(names(list)).rejects.toThrow("left out of");
    await expect(getOrgCodespacesSecretRepositories(ARGS)).rejects.toThrow("left out of");
  });

  test("goes on where the list grows or shrinks while a script goes through it", async () => {
    const client = new CodespacesClient();
    betweenPages(() => {
      setList([...MANY, OTHER]);
    });
    const more = await names(client.listOrgCodespacesSecretRepositories(ARGS));
    expect(more).toEqual(expect.arrayContaining(MANY));
    setList(MANY);
    betweenPages(() => {
      setList(MANY.slice(1));
    });
    const fewer = await names(client.listOrgCodespacesSecretRepositories(ARGS));
    expect(fewer).toHaveLength(149);
  });

  test("is read again by a lookup where it changes meanwhile", async () => {
    betweenPages(() => {
      setList(MANY.slice(1));
    });
    const { repositories } = await getOrgCodespacesSecretRepositories(ARGS);
    expect(repositories.map(({ repository }) => repository)).toEqual(MANY.slice(1));
  });
});
