import { declaredSecrets } from "../../provider/src";
import { setOf } from "../../provider/src/rules/plain";

// Inputs as a policy gets them: after the check. test/e2e/policy-pack.test.ts has them from the engine.

const CLASSES = "pulumi-nodejs:dynamic/github-codespaces:";
const PLUGIN = "github-codespaces:index:";

describe.each([CLASSES, PLUGIN])("of a resource of %s", (prefix) => {
  const declared = (className: string, props: object) =>
    declaredSecrets({ type: prefix + className, props: { ...props } }).map((one) => ({ ...one }));

  test("a secret in a set reads as one alone", () => {
    const row = { visibility: "selected", selectedRepositories: setOf(["acme/api"]) };
    const alone = declared("OrgCodespacesSecret", { org: "acme", secretName: "S", ...row });
    expect(declared("OrgCodespacesSecrets", { org: "acme", secrets: { S: row } })).toEqual(alone);
    expect(alone).toEqual([
      {
        className: "OrgCodespacesSecret",
        id: "acme/S",
        secretName: "S",
        org: "acme",
        repository: undefined,
        visibility: "selected",
        selectedRepositories: ["acme/api"],
        keepValue: false,
      },
    ]);
  });

  test("a set for repositories has a secret in each, and one of a user in its list", () => {
    const ofRepositories = declared("RepoCodespacesSecrets", {
      repositories: setOf(["acme/api", "acme/web"]),
      secrets: { "acme/api/S": {}, "acme/web/S": { keepValue: true } },
    });
    expect(ofRepositories.map(({ repository, keepValue }) => [repository, keepValue])).toEqual([
      ["acme/api", false],
      ["acme/web", true],
    ]);
    const ofUser = declared("UserCodespacesSecrets", {
      secrets: { S: { selectedRepositories: ["acme/web"] } },
    });
    expect(ofUser).toMatchObject([{ id: "user/S", selectedRepositories: ["acme/web"] }]);
  });

  test("what declares no secret has none", () => {
    expect(declared("OrgCodespacesAccess", { org: "acme" })).toEqual([]);
    expect(declaredSecrets({ type: "random:index:RandomId", props: {} })).toEqual([]);
  });
});

test("what isn't known yet is in the way only of whoever reads it", () => {
  const row = {
    visibility: "all",
    get selectedRepositories(): never {
      throw new Error("not known during a preview");
    },
  };
  const props = { org: "acme", secrets: { S: row } };
  const [secret] = declaredSecrets({ type: `${PLUGIN}OrgCodespacesSecrets`, props });
  expect(secret?.visibility).toBe("all");
  expect(() => secret?.selectedRepositories).toThrow("not known");
});
