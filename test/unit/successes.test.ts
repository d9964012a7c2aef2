import { readFileSync } from "node:fs";
import { successes, successesOf } from "../../provider/src/github/successes";

interface Described {
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
  return statuses.filter((status) => status < 400 && !(method === "get" && status === 304));
}

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    isOurs: operation.tags.includes("codespaces"),
    statuses: described(method, operation),
  })),
);
/** The description has no GraphQL, and no repository by its id. */
const UNDESCRIBED = ["POST /graphql", "GET /repositories/{repository_id}"];

test("the successes of every operation are those of GitHub's description", () => {
  const known = Object.entries(successes).filter(([route]) => !UNDESCRIBED.includes(route));
  const ofDescription = Object.fromEntries(
    operations.map(({ route, statuses }) => [route, statuses]),
  );
  expect(known.map(([route, statuses]) => [route, [...statuses]])).toEqual(
    known.map(([route]) => [route, ofDescription[route]]),
  );
});

test("all 48 operations of Codespaces are among them, and five others", () => {
  const ours = operations.filter(({ isOurs }) => isOurs).map(({ route }) => route);
  expect(ours).toHaveLength(48);
  expect(ours.filter((route) => !(route in successes))).toEqual([]);
  expect(Object.keys(successes)).toHaveLength(53);
});

test("an operation of a repository is the same where the repository is given by its id", () => {
  expect(successesOf("GET /repositories/{repository_id}/codespaces/machines")).toEqual([200]);
  expect(() => successesOf("GET /repositories/{repository_id}/pizzas")).toThrow(
    "GET /repositories/{repository_id}/pizzas is none of the operations that are known",
  );
});
