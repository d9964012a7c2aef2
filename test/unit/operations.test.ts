import { readFileSync } from "node:fs";
import { byRepositoryId, paramsOf } from "../../provider/src/github/operation";
import { operations } from "../../provider/src/operations/all";
import * as codespaces from "../../provider/src/operations/codespaces";
import { orgSecrets } from "../../provider/src/operations/secrets";

interface Described {
  operationId: string;
  tags: string[];
  responses: Record<string, unknown>;
}

const file = require.resolve("@octokit/openapi/generated/api.github.com.json");
const { paths } = JSON.parse(readFileSync(file, "utf8")) as {
  paths: Record<string, Record<string, Described>>;
};

/** What the description calls no error; a GET is never asked on the condition that it has changed. */
function described(method: string, { responses }: Described): number[] {
  const statuses = Object.keys(responses).map(Number);
  // A redirect is followed.
  const isSuccess = (status: number) => status < 300 || (status === 304 && method !== "get");
  return statuses.filter(isSuccess);
}

const ofDescription = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { tags }]) => tags.includes("codespaces"))
    .map(([method, one]) => ({
      id: one.operationId,
      route: `${method.toUpperCase()} ${path}`,
      done: described(method, one),
    })),
);

const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);

test("the 48 operations are those of GitHub's description, with its routes and successes", () => {
  expect(ofDescription).toHaveLength(48);
  const ours = operations.map(({ id, route, done }) => ({ id, route, done: [...done] }));
  expect(ours.sort(byId)).toEqual([...ofDescription].sort(byId));
});

test("an operation of a repository is the same where the repository is given by its id", () => {
  const { route } = byRepositoryId(codespaces.listOfRepository);
  expect(route).toBe("GET /repositories/{repository_id}/codespaces");
});

test("arguments have GitHub's names in a request", () => {
  expect(
    paramsOf(orgSecrets.put, {
      org: "acme",
      secretName: "TOKEN",
      encryptedValue: "x",
      selectedRepositoryIds: [1],
    }),
  ).toEqual({
    org: "acme",
    secret_name: "TOKEN",
    encrypted_value: "x",
    selected_repository_ids: [1],
  });
  expect(
    paramsOf(codespaces.createOfPullRequest, { repository: "acme/api", pullNumber: 7 }),
  ).toEqual({ owner: "acme", repo: "api", pull_number: 7 });
  expect(
    paramsOf(codespaces.create, { pullRequest: { pullRequestNumber: 7, repositoryId: 1 } }),
  ).toEqual({ pull_request: { pull_request_number: 7, repository_id: 1 } });
  expect(
    paramsOf(codespaces.publish, { name: "octocat-1", repositoryName: "new", private: true }),
  ).toEqual({ codespace_name: "octocat-1", name: "new", private: true });
});
