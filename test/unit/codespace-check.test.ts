import { codespaceLifecycle } from "../../provider/src/lifecycle/codespace/codespace";
import { durationOf } from "../../provider/src/rules/codespace";
import { unknown, type Props } from "../../provider/src/rules/plain";
import { offlineSession } from "./offline-session";

const repository = "Acme/API";

function check(news: Props, olds: Props = {}) {
  const session = offlineSession();
  const { inputs, failures } = codespaceLifecycle(() => session).check(olds, news);
  return { inputs, said: session.said, failures: failures.map(({ reason }) => reason) };
}

test.each<[Props, string]>([
  [{}, "repository: is missing: give repository, or pullRequest"],
  [{ repository, pullRequest: "acme/api#7" }, "pullRequest: is given together with repository"],
  [{ pullRequest: "acme/api#7", ref: "main" }, "ref: is allowed only with repository"],
  [{ repository: "api" }, 'repository: "api" must be "owner/name" or an id'],
  [{ repository: -1 }, "repository: -1 is not the id of a repository"],
  [{ pullRequest: "api#7" }, 'pullRequest: "api#7" must be "owner/name#7", or its URL'],
  [{ pullRequest: "acme/api#0" }, "must be"],
  [{ pullRequest: "acme/api" }, "must be"],
  [
    { pullRequest: "1001#7", displayName: "x" },
    'displayName: is allowed only with a pull request given as "owner/name#7"',
  ],
  [{ pullRequest: "1001#7", retentionPeriodMinutes: 1 }, "retentionPeriodMinutes: is allowed only"],
  [
    { repository, idleTimeoutMinutes: 4 },
    "idleTimeoutMinutes: 4 must be whole minutes from 5 to 240",
  ],
  [{ repository, idleTimeoutMinutes: 241 }, "whole minutes from 5 to 240"],
  [{ repository, idleTimeoutMinutes: 7.5 }, "whole minutes"],
  [{ repository, retentionPeriodMinutes: 43_201 }, "from 0 to 43200"],
  [{ repository, retentionPeriodMinutes: -1 }, "from 0 to 43200"],
  [
    { repository, geo: "Mars" },
    'geo: "Mars" must be one of EuropeWest, SoutheastAsia, UsEast, UsWest',
  ],
  [{ repository, machine: " " }, "machine: must be a non-empty string"],
  [{ repository, displayName: "x".repeat(49) }, "displayName: has 49 characters; GitHub allows 48"],
  [{ repository, recentFolders: ["/a", ""] }, "recentFolders: must be a list of paths"],
  [{ repository, desiredState: "on" }, 'desiredState: "on" must be one of running, stopped'],
  [{ repository, clientIp: "localhost" }, 'clientIp: "localhost" is not an IP address'],
  [{ repository, forceDelete: "yes" }, "forceDelete: must be true or false"],
  [{ repository, multiRepoPermissionsOptOut: 1 }, "must be true or false"],
  [{ repository, timeouts: { create: "soon" } }, "timeouts: must be an object such as"],
  [{ repository, timeouts: { read: "1m" } }, "timeouts: must be"],
  [{ repository, timeouts: { create: "0s" } }, "timeouts: must be"],
  [{ repository, timeouts: { delete: "25h" } }, "timeouts: must be"],
  [
    { repository, machineType: "x" },
    "machineType: is not an input; the inputs are repository, ref",
  ],
])("%j is a failure", (news, reason) => {
  expect(check(news).failures).toEqual([expect.stringContaining(reason)]);
});

test("all failures are told at once", () => {
  const { failures } = check({ repository: "x", geo: "y", idleTimeoutMinutes: 0 });
  expect(failures).toHaveLength(3);
});

test.each<[Props, Props]>([
  [{ repository }, { repository: "acme/api" }],
  [{ repository: 1001 }, { repository: 1001 }],
  [{ pullRequest: "Acme/Api#7" }, { pullRequest: "acme/api#7" }],
  [{ pullRequest: "https://github.com/acme/api/pull/7" }, { pullRequest: "acme/api#7" }],
  [{ pullRequest: "1001#7" }, { pullRequest: "1001#7" }],
  [
    { repository: unknown, ref: unknown },
    { repository: unknown, ref: unknown },
  ],
  [
    { repository, clientIp: "2001:db8::1" },
    { repository: "acme/api", clientIp: "2001:db8::1" },
  ],
  [
    {
      repository,
      idleTimeoutMinutes: 5,
      retentionPeriodMinutes: 43_200,
      timeouts: { create: "1h5m" },
    },
    {
      repository: "acme/api",
      idleTimeoutMinutes: 5,
      retentionPeriodMinutes: 43_200,
      timeouts: { create: "1h5m" },
    },
  ],
])("%j is fine, and so is its checked form", (news, inputs) => {
  const fine = { inputs: { ...inputs, readiness: "ready" }, failures: [], said: [] };
  expect(check(news)).toEqual(fine);
  expect(check(fine.inputs)).toEqual(fine);
});

describe("a pull request", () => {
  const checkedOf = (pullRequest: string) => check({ pullRequest }).inputs.pullRequest;

  test.each([
    "acme/api#7",
    "acme/api/pull/7",
    "https://github.com/acme/api/pull/7",
    "https://github.com/Acme/API/pull/7/",
    "https://github.com/acme/api/pull/7/files",
    "https://github.com/acme/api/pull/7/files/0a1b2c..3d4e5f#diff-0123R10",
    "https://github.com/acme/api/pull/7/commits/0a1b2c3d4e5f",
    "https://github.com/acme/api/pull/7/checks?check_run_id=1",
    "https://github.com/acme/api/pull/7#discussion_r1",
    "https://github.com/acme/api/pull/7#issuecomment-8",
    "https://github.com/acme/api/pull/7#9",
    "https://github.com/acme/api/pull/7?w=1",
    "https://github.com/acme/api/pull/7.diff",
    "https://github.com/acme/api/pull/7.patch",
    "http://github.com/acme/api/pull/7",
    "HTTPS://GitHub.com/acme/api/pull/7",
    "github.com/acme/api/pull/7",
    "www.github.com/acme/api/pull/7",
    "https://api.github.com/repos/acme/api/pulls/7",
    "https://api.github.com/repos/acme/api/pulls/7/files?per_page=100",
    "https://acme.ghe.com/acme/api/pull/7/files",
    "https://api.acme.ghe.com/repos/acme/api/pulls/7",
    "  https://github.com/acme/api/pull/7  ",
  ])("is found in %s", (text) => {
    expect(checkedOf(text)).toBe("acme/api#7");
  });

  test.each(["https://api.github.com/repositories/1001/pulls/7", "1001#7"])(
    "by the id of its repository is found in %s",
    (text) => {
      expect(checkedOf(text)).toBe("1001#7");
    },
  );

  test.each([
    "https://github.com/acme/api/pull/0",
    "https://github.com/acme/api/pull/7x",
    "https://github.com/acme/api/issues/7",
    "https://github.com/acme/api/pulls",
    "https://github.com/acme/api/pull/new/branch",
    "https://github.com/api/pull/7",
    "https://github.com/pull/7",
    "https://api.github.com/repos/acme/pulls/7",
    "ftp://github.com/acme/api/pull/7",
    "acme/api#",
    "acme/api#7#8",
    "acme/api#-7",
    "acme/api#7777777777777777",
    "7",
    "#7",
    "",
  ])("is none in %j", (text) => {
    expect(check({ pullRequest: text }).failures).toEqual([
      expect.stringContaining('must be "owner/name#7", or its URL'),
    ]);
  });
});

test("what only a new codespace takes says so when it changes, with the machine's next start", () => {
  const olds = { repository: "acme/api", idleTimeoutMinutes: 10, machine: "small" };
  expect(check(olds, olds).said).toEqual([]);
  const news = { ...olds, idleTimeoutMinutes: 20, workingDirectory: "/x", machine: "large" };
  expect(check(news, olds).said).toEqual([
    "Codespace of acme/api: idleTimeoutMinutes, workingDirectory can only be set for a new " +
      "codespace; GitHub has no operation to change it, so this one stays as it is.",
    "Codespace of acme/api: the machine large takes effect at its next start.",
  ]);
  expect(check({ repository: "acme/api" }, olds).said).toEqual([]);
  // A new one gets everything from the start.
  expect(check({ ...news, ref: "develop" }, olds).said).toEqual([]);
});

describe("what replaces it", () => {
  const declared = {
    repository: "acme/api",
    ref: "main",
    geo: "UsEast",
    machine: "small",
    idleTimeoutMinutes: 5,
  };
  const state = { repositoryId: 1001, repositoryFullName: "Acme/API", location: "EastUs" };

  test.each<[Props, string[]]>([
    [declared, []],
    [{ ...declared, machine: "large", idleTimeoutMinutes: 9, displayName: "x" }, []],
    [{ ...declared, geo: "UsWest" }, ["geo"]],
    [{ ...declared, geo: undefined }, []],
    [{ ...declared, repository: 1001 }, []],
    [{ ...declared, repository: 1002 }, ["repository"]],
    [{ ...declared, repository: unknown }, []],
    [{ ...declared, repository: "acme/api-2" }, ["repository"]],
    [{ ...declared, ref: undefined }, ["ref"]],
    [{ ...declared, ref: "refs/heads/main" }, []],
    [{ ...declared, ref: "heads/main" }, []],
    [{ ...declared, ref: "refs/tags/v1" }, ["ref"]],
    // What is not known yet is no proof of a change.
    [{ ...declared, repository: unknown, ref: unknown, geo: unknown }, []],
    [{ ...declared, repository: undefined, pullRequest: unknown }, []],
    [
      { pullRequest: "acme/api#7", geo: "UsWest", devcontainerPath: "x" },
      ["repository", "ref", "pullRequest", "geo", "devcontainerPath"],
    ],
  ])("%j: %j", (news, replaces) => {
    const lifecycle = codespaceLifecycle(() => offlineSession());
    expect(lifecycle.replaces({ ...state, declared }, news)).toEqual(replaces);
  });

  test("is not another way to name its pull request", () => {
    const replaces = (pullRequest: string, before = "acme/api#7") =>
      codespaceLifecycle(() => offlineSession()).replaces(
        { ...state, declared: { pullRequest: before } },
        { pullRequest },
      );
    expect(replaces("1001#7")).toEqual([]);
    expect(replaces("acme/api#7", "1001#7")).toEqual([]);
    expect(replaces("acme/api#8")).toEqual(["pullRequest"]);
    expect(replaces("1002#7")).toEqual(["pullRequest"]);
  });

  test("is not what GitHub's answer has of it, where nothing else was declared", () => {
    const lifecycle = codespaceLifecycle(() => offlineSession());
    const outputs = { ...state, gitStatus: { ref: "main" }, devcontainerPath: "d.json" };
    const known = { repository: "acme/api", ref: "main", devcontainerPath: "d.json" };
    expect(lifecycle.replaces({ ...outputs, declared: { repository: 1001 } }, known)).toEqual([]);
    expect(
      lifecycle.replaces({ ...outputs, declared: known }, { ...known, ref: "develop" }),
    ).toEqual(["ref"]);
    const pullRequestUrl = "https://api.github.com/repos/acme/api/pulls/7";
    const imported = { ...outputs, pullRequestUrl };
    expect(lifecycle.replaces(imported, { pullRequest: "acme/api#7" })).toEqual([]);
    expect(lifecycle.replaces(imported, { pullRequest: "acme/api#8" })).toEqual(["pullRequest"]);
  });

  test("is not an area that it is in already", () => {
    const lifecycle = codespaceLifecycle(() => offlineSession());
    const anywhere = { ...declared, geo: undefined };
    expect(lifecycle.replaces({ ...state, declared: anywhere }, declared)).toEqual([]);
  });
});

test.each([
  ["90s", 90_000],
  ["20m", 1_200_000],
  ["1h30m", 5_400_000],
  ["", undefined],
  ["20", undefined],
  ["1.5h", 5_400_000],
  ["1h0m0.5s", 3_600_500],
  ["1500ms", 1_500],
  ["1d", undefined],
  ["-5m", undefined],
  ["5m ", undefined],
])("%j is %s milliseconds", (text, ms) => {
  expect(durationOf(text)).toBe(ms);
});
