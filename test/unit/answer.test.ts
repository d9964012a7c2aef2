import {
  answerOf,
  messageOf,
  outcomeOfError,
  saidIn,
  type Outcome,
} from "../../provider/src/github/answer";
import { hiddenIn } from "../../provider/src/github/route";
import { authorizationOf } from "../../provider/src/github/credentials/credential";
import { GitHubRefused, GitHubUnreachable, isRefused } from "../../provider/src/github/errors";
import { errorOf } from "../../provider/src/github/sent";
import { access } from "../../provider/src/operations/access";
import * as codespaces from "../../provider/src/operations/codespaces";
import { orgSecrets, repoSecrets, userSecrets } from "../../provider/src/operations/secrets";

const token = "ghp_canary5a1c";
const request = {
  operation: orgSecrets.put,
  method: "PUT",
  path: "/orgs/acme/codespaces/secrets/TOKEN",
  credential: "the environment variable GITHUB_TOKEN",
};

function refused(status: number, headers: Record<string, string> = {}, data: unknown = {}) {
  const outcome: Outcome & { kind: "refused" } = { kind: "refused", status, headers, data };
  return new GitHubRefused({ ...request, ...saidIn(outcome, []) });
}

/** What octokit throws: it holds the whole request, with the token in its headers. */
function octokitError(response: object | undefined, cause?: Error) {
  const error = new Error(cause?.message ?? "refused", { cause });
  return Object.assign(error, { response, request: { headers: { authorization: token } } });
}

test("a 304 is an answer, other refusals are refusals", () => {
  const outcomes = [304, 403, 500].map((status) =>
    outcomeOfError(octokitError({ status, headers: {}, data: "" }), 30_000),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(["answered", "refused", "refused"]);
});

test("no answer in time is said in seconds", () => {
  const cause = Object.assign(new Error("The operation was aborted"), { name: "TimeoutError" });
  expect(outcomeOfError(octokitError(undefined, cause), 30_000)).toEqual({
    kind: "lost",
    reason: "no answer within 30 s",
  });
});

test("a broken connection is said in its own words", () => {
  const outcome = outcomeOfError(octokitError(undefined, new Error("read ECONNRESET")), 30_000);
  expect(outcome).toEqual({ kind: "lost", reason: "read ECONNRESET" });
});

test("what octokit threw, token and all, is not in an outcome", () => {
  const error = octokitError({ status: 401, headers: {}, data: { message: "Bad credentials" } });
  expect(JSON.stringify(outcomeOfError(error, 30_000))).not.toContain(token);
});

test("an answer has GitHub's time in whole seconds, and knows of a next page and of a repetition", () => {
  const headers = {
    date: "Tue, 01 Dec 2026 10:00:00 GMT",
    link: '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=9>; rel="last"',
  };
  const answer = answerOf({ kind: "answered", status: 200, headers, data: {} }, true);

  expect(answer).toMatchObject({ date: "2026-12-01T10:00:00Z", next: true, repeated: true });
});

test("the last page has no next one", () => {
  const headers = { link: '<https://api.github.com/x?page=1>; rel="prev"' };
  expect(answerOf({ kind: "answered", status: 200, headers, data: {} }, false).next).toBe(false);
});

test.each<[unknown, string]>([
  [{ message: "Validation Failed" }, "Validation Failed"],
  [{ message: "Invalid", errors: ["one", { message: "two" }] }, "Invalid; one; two"],
  [
    { message: "Invalid", errors: [{ field: "key_id", code: "stale" }] },
    "Invalid; key_id is stale",
  ],
  [{ message: "Invalid", errors: [{}, null, 5] }, "Invalid"],
  ["<html>", ""],
  [null, ""],
  [{ message: "x".repeat(1000) }, "x".repeat(400)],
])("GitHub's words in %j are kept short", (data, words) => {
  expect(messageOf(data)).toBe(words);
});

test("a 403 says what, where, why, request id, the right that is missing and whose token it is", () => {
  const headers = {
    "x-github-request-id": "8F2C",
    "x-accepted-github-permissions": "organization_codespaces_secrets=write",
  };
  const error = refused(403, headers, { message: "Resource not accessible." });

  expect(error.message).toBe(
    "GitHub answered 403 to PUT /orgs/acme/codespaces/secrets/TOKEN (Resource not accessible; request id 8F2C). " +
      "The token needs organization_codespaces_secrets=write. " +
      "The credential came from the environment variable GITHUB_TOKEN.",
  );
});

test("a classic token's missing scope is named too", () => {
  expect(refused(403, { "x-accepted-oauth-scopes": "admin:org" }).message).toContain(
    "The token needs admin:org.",
  );
});

test.each([
  [400, "Check the ids"],
  [401, "use a new one"],
  [403, "lacks a right"],
  [404, "the organization's plan does not include Codespaces"],
  [409, "run `pulumi refresh`, then `pulumi up`"],
  [422, "fewer than 100 secrets"],
  [502, "Run again later"],
])("a %i says what to do", (status, cure) => {
  expect(refused(status).message).toContain(cure);
});

test.each([401, 403, 404])("a %i says where the credential came from", (status) => {
  expect(refused(status).message).toContain(request.credential);
});

test.each([
  ["the configuration github-codespaces:token", true],
  ["the GitHub App 1 (its private key: the configuration github-codespaces:privateKey)", true],
  ["the environment variable GITHUB_TOKEN", false],
])("a 401 to the credential of %s speaks of a recorded configuration: %s", (credential, told) => {
  const { message } = new GitHubRefused({ ...request, status: 401, message: "", credential });
  expect(message.includes("run `pulumi up` first, or add --run-program")).toBe(told);
});

const org = { org: "acme", username: "octocat" };
const repo = { owner: "acme", repo: "api", pull_number: 7 };

test.each([
  [orgSecrets.list, org, "The organization acme does not exist"],
  [orgSecrets.publicKey, org, "The organization acme does not exist"],
  [codespaces.listOfMember, org, "It does not exist"],
  [repoSecrets.list, repo, "The repository acme/api does not exist"],
  [codespaces.listOfRepository, repo, "The repository acme/api does not exist"],
  [codespaces.createOfPullRequest, repo, "It does not exist"],
  [orgSecrets.repositories, org, "It does not exist"],
  [userSecrets.get, {}, "It does not exist"],
])("a 404 says what is missing", (operation, params, missing) => {
  const outcome = { kind: "refused", status: 404, headers: {}, data: {} } as const;
  const sent = { operation, params, attempt: 1, repeated: false, repeatable: true };
  const { message } = errorOf(outcome, sent, {
    source: "the environment variable GITHUB_TOKEN",
    token: () => Promise.resolve(token),
  });
  expect(message).toContain(`${missing}, or the credential lacks the right to see it`);
});

test("a refused access speaks of members", () => {
  const operation = access.addUsers;
  const error = new GitHubRefused({ ...request, operation, status: 400, message: "" });
  expect(error.message).toContain("Check that every login is a member or an outside collaborator");
});

test("a refusal is recognised by its status", () => {
  expect(isRefused(refused(404), 404, 409)).toBe(true);
  expect(isRefused(refused(403), 404, 409)).toBe(false);
  expect(isRefused(new Error("404"), 404)).toBe(false);
});

test.each([
  [1, "after 1 attempt"],
  [4, "after 4 attempts"],
])("without an answer the error says how often it was asked", (attempts, words) => {
  const failure = { ...request, attempts, reason: "read ECONNRESET" };
  const error = new GitHubUnreachable({ ...failure, repeatable: true });
  expect(error.message).toContain(`${words} (read ECONNRESET)`);
  expect(error.message).toMatch(/then run again\.$/);
  const once = new GitHubUnreachable({ ...failure, repeatable: false });
  expect(once.message).toMatch(/see whether it took effect before you run again\.$/);
});

test.each(["ghp_canary5a1c\nGH_HOST=x", "ghp_canary5a1c x", "ghp_canary5a1c…", ""])(
  "a token that no header can hold is refused by its source and not shown: %j",
  (text) => {
    const source = "the configuration github:token";
    const credential = { source, token: () => Promise.resolve(text) };
    const authorizing = () => authorizationOf(credential, text);

    expect(authorizing).toThrow(
      "The GitHub token from the configuration github:token is empty, or",
    );
    expect(authorizing).not.toThrow(token);
  },
);

test("a token goes as a bearer", () => {
  const credential = { source: "here", token: () => Promise.resolve(token) };
  expect(authorizationOf(credential, token)).toBe(`Bearer ${token}`);
});

test.each(["tomorrow", ""])("an answer whose Date is %j is of this machine's time", (date) => {
  const answer = answerOf({ kind: "answered", status: 204, headers: { date }, data: "" }, false);
  expect(Math.abs(Date.parse(answer.date) - Date.now())).toBeLessThan(60_000);
});

test("GitHub's words don't repeat what a request sent", () => {
  const sealed = "c2VhbGVk".repeat(20);
  const route = "PUT /orgs/{org}/codespaces/secrets/{secret_name}";
  const hidden = hiddenIn(route, {
    org: "acme",
    secret_name: "A_NAME_THAT_IS_AS_LONG_AS_NAMES_MAY_BE_AND_LONGER",
    encrypted_value: sealed,
    selected_usernames: ["octocat", "p".repeat(60)],
  });
  expect(hidden).toEqual([sealed, "p".repeat(60)]);
  const errors = [{ message: `${sealed} is no box` }];
  expect(messageOf({ message: "Validation Failed", errors }, hidden)).toBe(
    "Validation Failed; [not shown] is no box",
  );
});

test.each(["not a date", "", "Thu, 99 Foo 2026"])(
  "a Date that can't be read, %j, is this machine's time",
  (date) => {
    const outcome = { kind: "answered" as const, status: 204, headers: { date }, data: "" };
    const before = Date.now() - 1000;
    expect(Date.parse(answerOf(outcome, false).date)).toBeGreaterThanOrEqual(before);
  },
);
