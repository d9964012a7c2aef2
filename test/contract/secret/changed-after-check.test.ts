import { manualClock } from "github-codespaces-emulator";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Plain, Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun, type ProviderRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// A remediation policy changes inputs after `check`, and the engine doesn't check them again.

const { emulator } = useEmulator({ clock: manualClock() });
const run = () => newRun({ url: emulator.url, token: emulator.token });

interface Case {
  of: (provider: ProviderRun) => Lifecycle;
  program: Props;
  /** What a policy makes of it, and what GitHub must hold then. */
  remediated: Props;
  held: () => unknown;
  expected: unknown;
}

const org: Props = { org: "acme", secretName: "TOKEN", value: "v", visibility: "selected" };
const orgList = () => emulator.orgSecret("acme", "TOKEN")?.selectedRepositories;
const user: Props = { secretName: "TOKEN", value: "v" };
const userList = () => emulator.userSecret("octocat", "TOKEN")?.selectedRepositories;
const access: Props = { org: "acme", visibility: "selected_members", selectedUsernames: [] };
const users = () => emulator.access("acme").usernames;

const list = (selectedRepositories: Plain, expected: string[]): Case => ({
  of: (provider) => provider.orgSecret,
  program: { ...org, selectedRepositories: ["acme/docs"] },
  remediated: { selectedRepositories },
  held: orgList,
  expected,
});

const cases: Record<string, Case> = {
  "an array": list(["acme/api", "acme/web"], ["acme/api", "acme/web"]),
  "short names, in other letters": list(["API", "Acme/Web"], ["acme/api", "acme/web"]),
  ids: list([1001, 1002], ["acme/api", "acme/web"]),
  "an object of short names": list({ api: "selected", "1002": "selected" }, [
    "acme/api",
    "acme/web",
  ]),
  "no repository": list([], []),
  "a list where the program has none": { ...list(["api"], ["acme/api"]), program: org },
  "the list of a user's secret": {
    of: (provider) => provider.userSecret,
    program: user,
    remediated: { selectedRepositories: ["octocat/Dotfiles"] },
    held: userList,
    expected: ["octocat/dotfiles"],
  },
  "organization and name in other letters": {
    ...list([], ["acme/docs"]),
    remediated: { org: "ACME", secretName: "token" },
  },
  logins: {
    of: (provider) => provider.access,
    program: access,
    remediated: { selectedUsernames: ["Octocat", "hubot"] },
    held: users,
    expected: ["hubot", "octocat"],
  },
  "a tighter visibility beside a list": {
    ...list([], []),
    remediated: { visibility: "private" },
    held: () => emulator.orgSecret("acme", "TOKEN")?.visibility,
    expected: "private",
  },
  "access for nobody beside a list": {
    of: (provider) => provider.access,
    program: { ...access, selectedUsernames: ["octocat"] },
    remediated: { visibility: "disabled" },
    held: () => emulator.access("acme").visibility,
    expected: "disabled",
  },
};

describe.each(Object.entries(cases))("%s", (_, { of, program, remediated, held, expected }) => {
  test("is created as it says, and a second up and a refresh find nothing to do", async () => {
    const creating = of(run());
    const inputs = { ...checked(creating, program), ...remediated };
    const { id, outputs } = await creating.create(inputs);
    expect(held()).toEqual(expected);
    emulator.clearRequests();
    const again = of(run());
    const news = { ...checked(again, program, inputs), ...remediated };
    expect(again.replaces(outputs, news)).toEqual([]);
    await again.update(id, outputs, news);
    expect(requestLines(emulator)).toEqual([]);
    emulator.advance(3_600_000);
    expect((await of(run()).read(id, outputs))?.outputs).toEqual(outputs);
  });

  test("is updated to what it says", async () => {
    const creating = of(run());
    const before = checked(creating, program);
    const { id, outputs } = await creating.create(before);
    const updating = of(run());
    const news = { ...checked(updating, program, before), ...remediated };
    expect(updating.replaces(outputs, news)).toEqual([]);
    await updating.update(id, outputs, news);
    expect(held()).toEqual(expected);
  });
});

type Refused = [(provider: ProviderRun) => Lifecycle, Props, Props, string];
const refused: [string, Refused][] = [
  [
    "a text as a list",
    [(p) => p.orgSecret, org, { selectedRepositories: "api" }, "selectedRepositories: "],
  ],
  [
    "a choice as an object",
    [
      (p) => p.orgSecret,
      org,
      { selectedRepositories: { api: false, web: true } },
      "selectedRepositories: ",
    ],
  ],
  [
    "a list of a list",
    [(p) => p.userSecret, user, { selectedRepositories: [["a/b"]] }, "selectedRepositories: "],
  ],
  ["no visibility", [(p) => p.orgSecret, org, { visibility: undefined }, "visibility: is missing"]],
  ["a value", [(p) => p.orgSecret, org, { value: "hunter2" }, "value: was given after the check"]],
  [
    "a login as a list",
    [(p) => p.access, access, { selectedUsernames: "octocat" }, "selectedUsernames: "],
  ],
  [
    "a choice of logins",
    [(p) => p.access, access, { selectedUsernames: { octocat: false } }, "selectedUsernames: "],
  ],
  [
    "selected members without a list",
    [
      (p) => p.access,
      { org: "acme", visibility: "all_members" },
      { visibility: "selected_members" },
      "selectedUsernames: is missing",
    ],
  ],
  [
    "two owners of a repository",
    [
      (p) => p.orgSecretRepository,
      { org: "acme", secretName: "TOKEN", repository: "api" },
      { repository: "a/b/c" },
      "repository: ",
    ],
  ],
  [
    "a state of no codespace",
    [
      (p) => p.codespace,
      { repository: "octocat/hello-world" },
      { desiredState: "asleep" },
      "desiredState: ",
    ],
  ],
];

test.each(refused)(
  "%s is refused in create and update",
  async (_, [of, program, remediated, words]) => {
    const lifecycle = of(run());
    const inputs = { ...checked(lifecycle, program), ...remediated };
    await expect(lifecycle.create(inputs)).rejects.toThrow(words);
    await expect(lifecycle.update("id", inputs, inputs)).rejects.toThrow(words);
    expect(requestLines(emulator)).toEqual([]);
    await expect(lifecycle.create(inputs)).rejects.not.toThrow("hunter2");
  },
);

test("one repository in other letters is the same one, and a codespace is too", async () => {
  const place = { org: "acme", secretName: "TOKEN" };
  const { orgSecret, orgSecretRepository, codespace } = run();
  await orgSecret.create(checked(orgSecret, { ...org, visibility: "selected" }));
  const inputs = checked(orgSecretRepository, { ...place, repository: "api" });
  const { id, outputs } = await orgSecretRepository.create({ ...inputs, repository: "API" });
  expect(id).toBe("acme/TOKEN/acme/api");
  const news = { ...inputs, org: "Acme", repository: "Acme/Api" };
  expect(orgSecretRepository.replaces(outputs, news)).toEqual([]);
  const made = { declared: checked(codespace, { repository: "octocat/hello-world" }) };
  expect(codespace.replaces(made, { ...made.declared, repository: "OctoCat/Hello-World" })).toEqual(
    [],
  );
});
