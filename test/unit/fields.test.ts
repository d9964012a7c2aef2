import { changedIdentity } from "../../provider/src/rules/fields";
import { unknown, type Props } from "../../provider/src/rules/plain";
import { orgSecret, repoSecret, userSecret } from "../../provider/src/kinds/all";

const secret: Props = { org: "acme", secretName: "TOKEN", visibility: "all", value: "fp1:one" };

test.each<[string, Props, string[]]>([
  ["nothing", {}, []],
  ["the organization", { org: "other" }, ["org"]],
  ["the name", { secretName: "OTHER" }, ["secretName"]],
  ["both", { org: "other", secretName: "OTHER" }, ["org", "secretName"]],
  ["the name to what is not known yet", { secretName: unknown }, []],
  [
    "all else",
    { visibility: "selected", value: "fp1:two", selectedRepositories: {}, onExisting: "fail" },
    [],
  ],
])("changing %s of an organization's secret replaces because of %j", (_, change, replaced) => {
  expect(changedIdentity(orgSecret.inputFields, secret, { ...secret, ...change })).toEqual(
    replaced,
  );
});

test("the identities of the three kinds are their place and name", () => {
  const identities = [orgSecret, userSecret, repoSecret].map(({ inputFields }) =>
    Object.keys(inputFields).filter((name) => inputFields[name]?.replaces),
  );
  expect(identities).toEqual([["org", "secretName"], ["secretName"], ["repository", "secretName"]]);
});

test.each([
  [orgSecret, "acme/TOKEN", { org: "acme", secretName: "TOKEN" }],
  [userSecret, "user/TOKEN", { secretName: "TOKEN" }],
  [repoSecret, "acme/api/TOKEN", { repository: "acme/api", secretName: "TOKEN" }],
])("an id and the inputs that it stands for lead to each other: $1", (kind, id, props) => {
  expect(kind.id(props)).toBe(id);
  expect(kind.parse(id)).toEqual(props);
});

test.each([
  [orgSecret, "TOKEN"],
  [orgSecret, "acme/api/TOKEN"],
  [userSecret, "acme/TOKEN"],
  [repoSecret, "acme/TOKEN"],
])("what is no id of the kind is not taken for one", (kind, id) => {
  expect(kind.parse(id)).toBeUndefined();
});
