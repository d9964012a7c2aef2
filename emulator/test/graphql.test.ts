import { tokens } from "github-codespaces-emulator";
import { useEmulator } from "../../test/support/emulator-client";

const { emulator, send } = useEmulator();

interface GraphqlAnswer {
  data: Record<string, unknown>;
  errors?: { type?: string; path?: string[]; message: string }[];
}

const graphql = async (query: string, variables = {}, token: string = tokens.full) =>
  (await send("POST", "/graphql", { body: { query, variables }, token })).body as GraphqlAnswer;

test("GraphQL resolves many names in one request, by alias and by variable", async () => {
  const answer = await graphql(
    `
      query ($owner: String!) {
        r0: repository(owner: $owner, name: "api") {
          databaseId
          nameWithOwner
          owner {
            login
          }
        }
        r1: repository(owner: "ACME", name: "WEB") {
          databaseId
          id
        }
        viewer {
          login
          databaseId
        }
      }
    `,
    { owner: "acme" },
  );
  expect(answer).toEqual({
    data: {
      r0: { databaseId: 1001, nameWithOwner: "acme/api", owner: { login: "acme" } },
      r1: { databaseId: 1002, id: expect.any(String) as unknown },
      viewer: { login: "octocat", databaseId: 1 },
    },
  });
});

test("GraphQL answers an unknown repository with null and NOT_FOUND beside the others", async () => {
  const { data, errors } = await graphql(`
    {
      a: repository(owner: "acme", name: "nope") {
        id
      }
      b: repository(owner: "stranger", name: "private") {
        id
      }
      c: repository(owner: "acme", name: "api") {
        databaseId
      }
    }
  `);
  expect(data).toEqual({ a: null, b: null, c: { databaseId: 1001 } });
  expect(errors).toMatchObject([
    { type: "NOT_FOUND", path: ["a"], message: expect.stringContaining("acme/nope") as unknown },
    { type: "NOT_FOUND", path: ["b"] },
  ]);
});

test("GraphQL finds nodes by id, one unknown among them, and follows renames unless told not to", async () => {
  emulator.drift.renameRepository("acme/repo-006", "acme/moved-too");
  const { data } = await graphql(`
    {
      a: repository(owner: "acme", name: "repo-006") {
        id
        nameWithOwner
      }
      b: repository(owner: "acme", name: "repo-006", followRenames: false) {
        id
      }
    }
  `);
  expect(data).toMatchObject({ a: { nameWithOwner: "acme/moved-too" }, b: null });
  const { id } = data.a as { id: string };
  const found = await graphql(
    `
      query ($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Repository {
            databaseId
          }
        }
      }
    `,
    { ids: [id, "nope"] },
  );
  expect(found.data).toEqual({ nodes: [{ databaseId: 1006 }, null] });
  expect(found.errors).toMatchObject([{ type: "NOT_FOUND", path: ["nodes", 1] }]);
});

test("a GraphQL query that doesn't fit the schema is an error with status 200", async () => {
  const { errors } = await graphql("{ repository { nope } }");
  expect(errors?.[0]?.message).toContain("nope");
});

test("GraphQL answers FORBIDDEN for a repository whose organization keeps the token out", async () => {
  const query = `{
    a: repository(owner: "acme", name: "api") { id }
    b: repository(owner: "octocat", name: "dotfiles") { databaseId }
  }`;
  emulator.drift.guardOrganization("acme", "saml");
  const { body, headers } = await send("POST", "/graphql", { body: { query } });
  expect(body).toMatchObject({
    data: { a: null, b: { databaseId: expect.any(Number) as unknown } },
    errors: [{ type: "FORBIDDEN", path: ["a"], extensions: { saml_failure: true } }],
  });
  expect(headers.get("x-github-sso")).toMatch(
    /^required; url=https:\/\/github\.com\/orgs\/acme\/sso\?/,
  );
  emulator.drift.guardOrganization("acme", undefined);
  expect(await graphql(query)).not.toHaveProperty("errors");
});
