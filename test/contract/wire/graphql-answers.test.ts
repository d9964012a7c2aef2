import { type Guard } from "github-codespaces-emulator";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun } from "../../support/lifecycles";

const { emulator } = useEmulator();

const GRAPHQL = "POST /graphql";

afterEach(() => {
  expect(emulator.unusedFaults()).toEqual([]);
});

function run() {
  return newRun({ url: emulator.url, token: emulator.token });
}

function withList(...selectedRepositories: string[]) {
  const secretName = selectedRepositories.join("_").replace(/\W/g, "_");
  return { org: "acme", secretName, value: "v", visibility: "selected", selectedRepositories };
}

function ofUser(...selectedRepositories: string[]) {
  const secretName = selectedRepositories.join("_").replace(/\W/g, "_");
  return { secretName, value: "v", selectedRepositories };
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "it succeeded",
    (error: unknown) => (error as Error).message,
  );
}

function count(line: string): number {
  return emulator.requests.filter(({ method, path }) => `${method} ${path}` === line).length;
}

/** Answers the next query with 200 and this. */
function answer(body: object, more: { headers?: Record<string, string>; times?: number } = {}) {
  emulator.fail({ path: "/graphql", status: 200, body, ...more });
}

function inSeconds(seconds: number): string {
  return String(Math.floor(emulator.now().getTime() / 1000) + seconds);
}

describe("GraphQL's limits come with 200, and are waited for", () => {
  const hour = () => ({
    "x-ratelimit-resource": "graphql",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": inSeconds(120),
  });
  const secondary = () => ({ "retry-after": "30", "x-ratelimit-resource": "graphql" });
  const limited = (type: string) => ({ type, message: "API rate limit exceeded for user ID 1." });
  const words = "You have exceeded a secondary rate limit. Please wait a few minutes.";

  test.each<[string, { body: object; headers: () => Record<string, string> }, string, number]>([
    [
      "the hour",
      { body: { data: null, errors: [limited("RATE_LIMITED")] }, headers: hour },
      "hourly",
      119,
    ],
    [
      "the hour, by its other name",
      { body: { errors: [limited("RATE_LIMIT")] }, headers: hour },
      "hourly",
      119,
    ],
    [
      "a secondary one",
      { body: { errors: [{ message: words }] }, headers: secondary },
      "secondary",
      30,
    ],
    [
      "a secondary one without errors",
      { body: { message: words }, headers: secondary },
      "secondary",
      30,
    ],
    [
      "one without a time",
      { body: { errors: [limited("RATE_LIMITED")] }, headers: () => ({}) },
      "secondary",
      60,
    ],
  ])("%s", async (_, { body, headers }, name, seconds) => {
    answer(body, { headers: headers() });
    const provider = run();
    await create(provider.orgSecret, withList("api"));
    expect(provider.waited()).toBeGreaterThan((seconds - 1) * 1000);
    expect(provider.lines.join("\n")).toMatch(
      new RegExp(`waiting \\d+ s .* because of GitHub's ${name} rate limit`),
    );
    expect(count(GRAPHQL)).toBe(2);
    expect(emulator.orgSecret("acme", "API")?.selectedRepositories).toEqual(["acme/api"]);
  });

  test("also those that the emulator counts", async () => {
    emulator.configure({ limits: { graphqlPointsPerMinute: 1 } });
    const provider = newRun({
      url: emulator.url,
      token: emulator.token,
      onWait: (ms) => {
        emulator.advance(ms);
      },
    });
    await create(provider.orgSecret, withList("api"));
    await create(provider.orgSecret, withList("web"));
    expect(count(GRAPHQL)).toBe(3);
    expect(provider.lines).toEqual([expect.stringMatching(/waiting \d+ s .*secondary rate limit/)]);
  });

  test("ten in a row are an error in GitHub's words", async () => {
    answer({ errors: [limited("RATE_LIMITED")] }, { headers: { "retry-after": "1" }, times: 11 });
    const message = await failureOf(create(run().orgSecret, withList("api")));
    expect(message).toContain(
      "GitHub answered 200 to POST /graphql (API rate limit exceeded for user ID 1; request id",
    );
    expect(message).toContain("Run again later");
  });
});

describe("a query that GitHub had trouble with", () => {
  const message =
    "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.";

  test("is sent again as after a 5xx", async () => {
    answer({ data: null, errors: [{ message }] }, { times: 2 });
    const provider = run();
    await create(provider.orgSecret, withList("api"));
    expect(provider.waited()).toBe(3000);
    expect(count(GRAPHQL)).toBe(3);
  });

  test("four times is an error in GitHub's words, and no missing repository", async () => {
    answer({ data: null, errors: [{ message }] }, { times: 4 });
    const failure = await failureOf(create(run().orgSecret, withList("api")));
    expect(failure).toContain("POST /graphql (Something went wrong while executing your query");
    expect(failure).toContain("Run again later");
    expect(failure).not.toContain("could not be found");
    expect(count(GRAPHQL)).toBe(4);
  });

  test("for one name alone asks for that name once more", async () => {
    emulator.fail({
      path: "/graphql",
      edit: (whole) => ({
        ...whole,
        body: {
          data: { ...(whole.body as { data: object }).data, r1: null },
          errors: [{ path: ["r1"], message }],
        },
      }),
    });
    await create(run().orgSecret, withList("api", "web"));
    expect(count(GRAPHQL)).toBe(2);
    expect(emulator.orgSecret("acme", "API_WEB")?.selectedRepositories).toEqual([
      "acme/api",
      "acme/web",
    ]);
  });

  test("for one name alone that stays so is an error of that name", async () => {
    const errors = [{ path: ["r0"], type: "INTERNAL", message: "Oops" }];
    answer({ data: { r0: null }, errors }, { times: 2 });
    const failure = await failureOf(create(run().orgSecret, withList("api")));
    expect(failure).toContain(
      "GitHub's GraphQL answer does not mention acme/api (Oops): run again.",
    );
  });
});

describe("each name of a query gets its own truth", () => {
  test.each<[Guard, string, string]>([
    ["saml", "Resource protected by organization SAML", "at https://github.com/orgs/acme/sso?"],
    ["ipAllowList", "your IP address is not permitted", "Run from an address on that list"],
    ["tokenLifetime", "lifetime is greater than 90 days", "Give the token a shorter lifetime"],
  ])("%s", async (guard, words, wayOut) => {
    emulator.drift.guardOrganization("acme", guard);
    const provider = run();
    const all = [["acme/api", "acme/web"], ["octocat/dotfiles"], ["octocat/nowhere"]];
    const [refused = "", made, missing] = await Promise.all(
      all.map((names) => failureOf(create(provider.userSecret, ofUser(...names)))),
    );
    expect(refused).toContain(
      "GitHub answered FORBIDDEN to POST /graphql for acme/api, acme/web (",
    );
    expect(refused).toContain(words);
    expect(refused).toContain(wayOut);
    expect(refused).not.toMatch(/could not be found|needs/);
    expect(made).toBe("it succeeded");
    expect(missing).toContain("The repository could not be found: octocat/nowhere.");
    expect(count(GRAPHQL)).toBe(1);
  });

  test("also where GitHub gives no data at all", async () => {
    const message = "`acme` has an IP allow list enabled, and your IP address is not permitted.";
    answer({ data: null, errors: [{ type: "FORBIDDEN", message }] });
    const failure = await failureOf(create(run().orgSecret, withList("api")));
    expect(failure).toContain("GitHub answered FORBIDDEN to POST /graphql for acme/api (");
    expect(failure).toContain("Run from an address on that list");
  });

  test("also where it says so in words alone, beside the data of the others", async () => {
    const message = "Resource protected by organization SAML enforcement.";
    answer({ data: { r0: null }, errors: [{ path: ["r0"], message }] });
    const failure = await failureOf(create(run().orgSecret, withList("api")));
    expect(failure).toContain("GitHub answered FORBIDDEN to POST /graphql for acme/api (");
    expect(failure).toContain("single sign-on");
    expect(count(GRAPHQL)).toBe(1);
  });

  test("a scope that lacks is a right", async () => {
    const message = "Your token has not been granted the required scopes to execute this query.";
    answer({ data: null, errors: [{ type: "INSUFFICIENT_SCOPES", message }] });
    const failure = await failureOf(create(run().orgSecret, withList("api")));
    expect(failure).toContain(
      "GitHub answered INSUFFICIENT_SCOPES to POST /graphql for acme/api (",
    );
    expect(failure).toContain("or the classic scope admin:org");
  });

  test("what was refused is asked for again, and what was found is not", async () => {
    emulator.drift.guardOrganization("acme", "saml");
    const provider = run();
    const both = ofUser("octocat/dotfiles", "acme/api");
    expect(await failureOf(create(provider.userSecret, both))).toContain("for acme/api (");
    emulator.drift.guardOrganization("acme", undefined);
    await create(provider.userSecret, both);
    await create(provider.userSecret, ofUser("octocat/dotfiles"));
    expect(count(GRAPHQL)).toBe(2);
  });
});
