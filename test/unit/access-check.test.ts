import { NO_LOGIN } from "../../provider/src/cli/adopt/declarations";
import { DECLARATION } from "../../provider/src/rules/hints";
import { accessLifecycle } from "../../provider/src/lifecycle/access/access";
import { unknown, type Plain, type Props } from "../../provider/src/rules/plain";
import { offlineSession } from "./offline-session";

function check(news: Props, olds: Props = {}) {
  const session = offlineSession();
  return accessLifecycle(() => session).check(olds, news);
}

test("everything that is wrong is said at once, each with its property", () => {
  const news = { org: "a b", visibility: "some", selectedUsernames: ["x y"], onDestroy: "cry" };
  const { failures } = check(news);

  expect(failures.map(({ property }) => property)).toEqual([
    "org",
    "visibility",
    "selectedUsernames",
    "onDestroy",
  ]);
  expect(failures[1]?.reason).toBe(
    'visibility: "some" must be one of disabled, selected_members, all_members, ' +
      "all_members_and_outside_collaborators",
  );
});

test.each<Plain>([undefined, null])(
  "selected_members needs its list, not %j",
  (selectedUsernames) => {
    const news: Props = { org: "acme", visibility: "selected_members", selectedUsernames };
    expect(check(news).failures).toEqual([
      {
        property: "selectedUsernames",
        reason:
          "selectedUsernames: is missing: GitHub requires the list with visibility selected_members ([] is none)",
      },
    ]);
  },
);

test.each<[string, Plain]>([
  ["disabled", []],
  ["all_members", ["octocat"]],
  ["all_members_and_outside_collaborators", unknown],
])("a list does not go with visibility %s", (visibility, selectedUsernames) => {
  expect(check({ org: "acme", visibility, selectedUsernames }).failures).toEqual([
    {
      property: "selectedUsernames",
      reason:
        "selectedUsernames: is allowed only with visibility selected_members: change visibility, or leave it out",
    },
  ]);
});

test("the placeholder that adopt writes is refused before anything is sent", () => {
  const news = { org: "acme", visibility: "selected_members", selectedUsernames: [NO_LOGIN] };
  expect(check(news).failures).toEqual([
    { property: "selectedUsernames", reason: expect.stringContaining("not a login") as string },
  ]);
});

test("a list that is malformed and does not go with the visibility is told both at once", () => {
  const news = { org: "acme", visibility: "disabled", selectedUsernames: ["x y"] };
  expect(check(news).failures).toHaveLength(2);
});

test.each<Props>([
  { visibility: unknown },
  { visibility: unknown, selectedUsernames: ["octocat"] },
  { visibility: "selected_members", selectedUsernames: unknown },
  { visibility: "selected_members", selectedUsernames: ["octocat", unknown] },
  { org: unknown, visibility: "selected_members", selectedUsernames: [] },
  { visibility: "all_members", onDestroy: unknown },
])("what is unknown passes: %j", (more) => {
  expect(check({ org: "acme", ...more }).failures).toEqual([]);
});

test("an empty list is nobody", () => {
  const news = { org: "ACME", visibility: "selected_members", selectedUsernames: [] };
  expect(check(news).inputs).toMatchObject({ ...news, org: "acme", selectedUsernames: {} });
});

test("what a destroy does is among the inputs, so that a preview of it shows that", () => {
  const news = { org: "acme", visibility: "disabled" };
  expect(check(news).inputs).toMatchObject({ onDestroy: "disable" });
  expect(check({ ...news, onDestroy: "leave" }).inputs).toMatchObject({ onDestroy: "leave" });
});

test("a second resource for one organization is refused", () => {
  const session = offlineSession();
  const lifecycle = accessLifecycle(() => session);
  lifecycle.check({}, { org: "acme", visibility: "disabled", [DECLARATION]: "one" });
  const second = { org: "ACME", visibility: "all_members", [DECLARATION]: "two" };
  const { failures } = lifecycle.check({}, second);

  expect(failures.map(({ reason }) => reason)).toEqual([
    "org: two resources of this program declare OrgCodespacesAccess acme (GitHub ignores case): keep one of them",
  ]);
});
