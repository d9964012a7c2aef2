import { CodespacesClient } from "../../../provider/src/client";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun } from "../../support/lifecycles";
import { emulated, useEnvironment } from "../../support/program-environment";

// Lists that are no lists of what was asked for, or that never end.

const { emulator } = useEmulator();
useEnvironment(() => emulated(emulator));

const SECRETS = "/orgs/acme/codespaces/secrets";
const STAMPS = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
const OF_ORG = { org: "acme", secretName: "A", visibility: "selected" };
const { clock } = impatientClock();
const silent = { info: () => undefined, warn: () => undefined };
const run = () => newRun({ url: emulator.url, token: emulator.token });
const client = () => new CodespacesClient({}, { say: silent, clock });
const NEXT = { link: `<https://api.github.com${SECRETS}?page=2>; rel="next"` };

const make = () =>
  create(run().orgSecret, { ...OF_ORG, value: "v", selectedRepositories: ["api"] });

/** Each page has what no other has. */
function growing(total: (page: number) => unknown) {
  let page = 0;
  return () => {
    page += 1;
    const secrets = [{ name: `S${page}`, visibility: "all", ...STAMPS }];
    return { status: 200, body: { total_count: total(page), secrets }, headers: NEXT };
  };
}

const pages = () => emulator.requests.filter(({ path }) => path === SECRETS).length;

test.each<[string, (page: number) => unknown]>([
  ["always one more", (page) => page + 1],
  ["less than there are", () => 1],
  ["more than there can be", () => Number.MAX_SAFE_INTEGER],
])("pages without end are an error, whose count says %s", async (_, total) => {
  const { id, outputs } = await make();
  emulator.clearRequests();
  emulator.fail({ path: SECRETS, edit: growing(total), times: Infinity });
  await expect(run().orgSecret.read(id, outputs)).rejects.toThrow(
    `OrgCodespacesSecret acme/A could not be read: ${SECRETS} does not end: after 1000 pages there was still another one`,
  );
  expect(pages()).toBeLessThanOrEqual(1001);
});

test.each(["next", "the same"])(
  "a Link that names %s for ever ends with the list",
  async (which) => {
    const { id, outputs } = await make();
    emulator.clearRequests();
    const link = which === "next" ? NEXT.link : NEXT.link.replace("page=2", "page=1");
    const edit = (answer: object) => ({ status: 200, ...answer, headers: { link } });
    emulator.fail({ path: SECRETS, edit, times: Infinity });
    expect(await run().orgSecret.read(id, outputs)).toMatchObject({ id });
    expect(pages()).toBeLessThan(10);
  },
);

test.each([
  ["many", Array.from({ length: 200 }, () => NEXT.link).join(", ")],
  ["one that is never closed", `${"<".repeat(5_000)}>; rel="deprecation"`],
  ["no address", 'rel="next"; rel="next"'],
])("a Link header of %s is read at once", async (_, link) => {
  const { id, outputs } = await make();
  const edit = (answer: object) => ({
    status: 200,
    ...answer,
    headers: { link, deprecation: "x" },
  });
  emulator.fail({ path: SECRETS, edit, times: Infinity });
  expect(await run().orgSecret.read(id, outputs)).toMatchObject({ id });
});

test("headers that are larger than any of GitHub's are an answer that got lost", async () => {
  const { id, outputs } = await make();
  const headers = { link: NEXT.link.repeat(2_000) };
  emulator.fail({ path: SECRETS, status: 200, body: {}, headers, times: Infinity });
  await expect(run().orgSecret.read(id, outputs)).rejects.toThrow("GitHub did not answer GET");
});

describe("another organization's list", () => {
  const others = (name: string) => {
    const url = `https://api.github.com/orgs/evil/codespaces/secrets/${name}/repositories`;
    const secret = { name, visibility: "selected", selected_repositories_url: url, ...STAMPS };
    return { status: 200, body: { total_count: 1, secrets: [secret] } };
  };

  test.each(["A", "B"])(
    "with a secret %s is none: nothing is gone, or taken over",
    async (name) => {
      const { id, outputs } = await make();
      emulator.fail({ path: SECRETS, ...others(name), times: Infinity });
      const words = "was 200 with another organization's secret";
      await expect(run().orgSecret.read(id, outputs)).rejects.toThrow(words);
      await expect(make()).rejects.toThrow(words);
      const asking = client().listOrgCodespacesSecrets({ org: "acme" })[Symbol.asyncIterator]();
      await expect(asking.next()).rejects.toThrow(words);
    },
  );

  test("of an organization in other letters is its own", async () => {
    const { id, outputs } = await make();
    const edit = (answer: { body?: unknown }) => ({
      status: 200,
      body: JSON.parse(
        JSON.stringify(answer.body).replaceAll("/orgs/acme/", "/orgs/ACME/"),
      ) as object,
    });
    emulator.fail({ path: SECRETS, edit, times: Infinity });
    expect(await run().orgSecret.read(id, outputs)).toMatchObject({ id });
  });
});
