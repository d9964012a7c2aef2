import { seedWith, type Fault } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun, update } from "../../support/lifecycles";

// A list that was read in part is never taken for the whole one.

const { emulator } = useEmulator({
  seed: seedWith({ repositories: 260, access: "all_members" }),
  maxSecrets: 1000,
});

type Edit = NonNullable<Fault["edit"]>;
interface ListBody {
  total_count: number;
  [under: string]: unknown;
}

const MANY = Array.from({ length: 150 }, (_, index) => `acme/repo-${String(index + 100)}`);
const OTHER = "acme/repo-010";
const IN_ORG = { org: "acme", secretName: "S", visibility: "selected" };
const SECRETS = "/orgs/acme/codespaces/secrets";
const REPOSITORIES = `${SECRETS}/S/repositories`;
const SSO = "partial-results; organizations=21955855,20582480";

const run = () => newRun({ url: emulator.url, token: emulator.token });
const listed = () => emulator.orgSecret("acme", "S")?.selectedRepositories;
const writes = () =>
  emulator.requests.filter(({ method }) => method !== "GET" && method !== "POST");
const setList = (selectedRepositories: readonly string[]) => {
  emulator.drift.orgSecret("acme", "S", { selectedRepositories });
};
const withoutLink: Edit = (answer) => ({ ...answer, headers: { link: "" } });
const leftOut: Edit = (answer) => ({ ...answer, headers: { "x-github-sso": SSO } });

/** So many rows less at the beginning of a page, as of what the token may not see. */
const without =
  (under: string, count: number): Edit =>
  (answer) => {
    const body = answer.body as ListBody;
    return { ...answer, body: { ...body, [under]: (body[under] as unknown[]).slice(count) } };
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

/** A secret whose list this stack doesn't manage, and that others have given to many. */
async function unmanaged() {
  const made = await create(run().orgSecret, { ...IN_ORG, value: "v1" });
  setList(MANY);
  emulator.clearRequests();
  return made;
}

const newValue = ({ id, outputs }: { id: string; outputs: Props }) =>
  update(run().orgSecret, id, outputs, { ...IN_ORG, value: "v2" });

describe("a list that is not managed and goes with a new value", () => {
  test("keeps all but the one that somebody took away between two of its pages", async () => {
    const made = await unmanaged();
    betweenPages(() => {
      setList(MANY.slice(1));
    });
    await newValue(made);
    expect(listed()).toEqual(MANY.slice(1));
  });

  test("keeps all where one came and another one went, so that the counts agree", async () => {
    const made = await unmanaged();
    betweenPages(() => {
      setList([...MANY.slice(1), "acme/repo-259"]);
    });
    await newValue(made);
    expect(listed()).toEqual([...MANY.slice(1), "acme/repo-259"]);
  });

  test("keeps all behind a proxy that drops the Link header", async () => {
    const made = await unmanaged();
    emulator.fail({ path: REPOSITORIES, times: Infinity, edit: withoutLink });
    await newValue(made);
    expect(listed()).toEqual(MANY);
  });

  test.each<[string, Edit, string]>([
    ["the first page", without("repositories", 1), "has 150 entries, but returns 149"],
    ["every page", without("repositories", 100), "has 150 entries, but returns 0"],
    ["other organizations", leftOut, "organizations with the ids 21955855, 20582480"],
  ])("is not written where GitHub leaves out something of %s", async (_, edit, words) => {
    const made = await unmanaged();
    const page = { path: REPOSITORIES, times: Infinity, edit };
    emulator.fail(words.includes("149") ? { ...page, edit: firstPageOnly(edit) } : page);
    const failure: unknown = await newValue(made).catch((error: unknown) => error);
    expect((failure as Error).message).toContain(words);
    expect((failure as Error).message).toContain("nothing is concluded from");
    expect(writes()).toEqual([]);
    expect(listed()).toEqual(MANY);
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("v1");
  });

  test("is not written where a proxy answers each page with the first one", async () => {
    const made = await unmanaged();
    let first: { status: number; body?: unknown } | undefined;
    const edit: Edit = (answer) => (first ??= answer);
    emulator.fail({ path: REPOSITORIES, times: Infinity, edit });
    await expect(newValue(made)).rejects.toThrow("has 150 entries, but returns 100");
    expect(writes()).toEqual([]);
  });

  test("is not written where it changes each time that it is read", async () => {
    const made = await unmanaged();
    let count = 0;
    const edit: Edit = (answer) => {
      setList(MANY.slice(++count));
      return answer;
    };
    emulator.fail({ path: REPOSITORIES, times: Infinity, edit });
    await expect(newValue(made)).rejects.toThrow(
      /changed while (it was|they were) being read: run again/,
    );
    expect(writes()).toEqual([]);
  });

  test("of one page is asked for once, and of several twice", async () => {
    const made = await unmanaged();
    await newValue(made);
    const asked = emulator.requests.filter(({ path }) => path === REPOSITORIES);
    expect(asked.map(({ query }) => query.page ?? "1")).toEqual(["1", "2", "1", "2"]);
    setList([OTHER]);
    emulator.clearRequests();
    await newValue(made);
    expect(emulator.requests.filter(({ path }) => path === REPOSITORIES)).toHaveLength(1);
  });
});

/** The rest of the pages come as they are. */
function firstPageOnly(edit: Edit): Edit {
  let count = 0;
  return (answer) => (count++ % 3 === 0 ? edit(answer) : answer);
}

describe("a refresh", () => {
  const managed = { ...IN_ORG, value: "v", selectedRepositories: MANY };

  test.each<[string, Edit]>([
    ["a proxy drops the Link header", withoutLink],
    ["the page is short once", without("repositories", 3)],
  ])("shows no drift of a list where %s", async (_, edit) => {
    const { id, outputs } = await create(run().orgSecret, managed);
    const times = edit === withoutLink ? Infinity : 1;
    emulator.fail({ path: REPOSITORIES, times, edit });
    const seen = await run().orgSecret.read(id, outputs);
    expect(seen?.inputs.selectedRepositories).toEqual(outputs.selectedRepositories);
  });

  test("says that nothing is known, where the list stays short", async () => {
    const { id, outputs } = await create(run().orgSecret, managed);
    emulator.fail({ path: REPOSITORIES, times: Infinity, edit: without("repositories", 3) });
    await expect(run().orgSecret.read(id, outputs)).rejects.toThrow(
      `GitHub says that ${REPOSITORIES} has 150 entries, but returns 144`,
    );
  });

  test.each([
    ["short", without("secrets", 1), "has 1 entries, but returns 0"],
    ["left out in part", leftOut, "the token is not authorized for their single sign-on"],
  ])("takes no secret for gone where the list of secrets is %s", async (_, edit, words) => {
    const { id, outputs } = await create(run().orgSecret, { ...IN_ORG, value: "v" });
    emulator.fail({ path: SECRETS, times: Infinity, edit });
    await expect(run().orgSecret.read(id, outputs)).rejects.toThrow(words);
    emulator.fail({ method: "DELETE", status: 404 });
    await expect(run().orgSecret.delete(id, outputs)).rejects.toThrow(words);
    await expect(
      create(run().orgSecret, { ...IN_ORG, secretName: "T", value: "v", onExisting: "fail" }),
    ).rejects.toThrow(words);
  });

  test("takes no repository of a user's secret for gone where single sign-on hides some", async () => {
    const inputs = { secretName: "U", value: "v", selectedRepositories: ["acme/api"] };
    const secret = await create(run().userSecret, inputs);
    const one = { secretName: "U", repository: "octocat/dotfiles" };
    const added = await create(run().userSecretRepository, one);
    const edit: Edit = (answer) => leftOut(without("repositories", 1)(answer));
    emulator.fail({ path: "/user/codespaces/secrets/U/repositories", times: Infinity, edit });
    const { userSecret, userSecretRepository } = run();
    const words = "left out of /user/codespaces/secrets/U/repositories what belongs to";
    await expect(userSecret.read(secret.id, secret.outputs)).rejects.toThrow(words);
    await expect(userSecretRepository.read(added.id, added.outputs)).rejects.toThrow(words);
    emulator.fail({ method: "DELETE", status: 404 });
    await expect(run().userSecretRepository.delete(added.id, added.outputs)).rejects.toThrow(words);
  });
});

describe("a codespace that is not on a list with rows left out", () => {
  const made = () => create(run().codespace, { repository: 502 });

  beforeEach(() => {
    emulator.configure({ codespaceStepMs: 0 });
  });

  test.each([
    ["by single sign-on", leftOut],
    ["by whatever", without("codespaces", 1)],
  ])("%s is asked for by its name, and found", async (_, edit) => {
    const { id, outputs } = await made();
    emulator.fail({ path: "/user/codespaces", times: Infinity, edit });
    expect(await run().codespace.read(id, outputs)).toMatchObject({ id });
  });

  test("is not gone for that", async () => {
    const { id, outputs } = await made();
    emulator.fail({ path: "/user/codespaces", times: Infinity, edit: leftOut });
    emulator.fail({ path: `/user/codespaces/${id}`, status: 404, times: Infinity });
    const words = "GitHub left out of /user/codespaces what belongs to organizations";
    await expect(run().codespace.read(id, outputs)).rejects.toThrow(words);
    await expect(run().codespace.delete(id, outputs)).rejects.toThrow(words);
    expect(emulator.codespaces("octocat")).toHaveLength(1);
  });
});
