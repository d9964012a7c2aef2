import { manualClock, tokens } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { emulatedStack } from "../../support/emulated-stack";
import { useEmulator } from "../../support/emulator-client";
import { testOfClasses } from "../../support/hosts";
import { newRun } from "../../support/lifecycles";
import { later, orgSet } from "../../support/sets";
import { Stack, type Declared } from "../../support/stack";

// A secret leaves the program while a resource that adds a repository to it stays: deleted, it would take the repository along.

const { emulator } = useEmulator({ clock: manualClock() });

const ORG = "/orgs/acme/codespaces/secrets";
const USER = "/user/codespaces/secrets";

const org = (secretName: string, more: Partial<Declared> = {}): Declared => ({
  name: "secret",
  kind: "orgSecret",
  args: { org: "acme", secretName, value: "v", visibility: "selected" },
  ...more,
});
const onOrg = (secretName: string, more: Partial<Declared> = {}): Declared => ({
  name: "adds",
  kind: "orgSecretRepository",
  args: { org: "acme", secretName, repository: "api" },
  dependsOn: ["secret"],
  ...more,
});
const user = (secretName: string, more: Partial<Declared> = {}): Declared => ({
  name: "secret",
  kind: "userSecret",
  args: { secretName, value: "v" },
  ...more,
});
const onUser = (secretName: string, more: Partial<Declared> = {}): Declared => ({
  name: "adds",
  kind: "userSecretRepository",
  args: { secretName, repository: "octocat/dotfiles" },
  dependsOn: ["secret"],
  ...more,
});

const inSet = (...names: string[]): Declared => {
  const row = { value: "v", visibility: "selected" };
  return orgSet(
    Object.fromEntries(names.map((name): [string, Props] => [name, row])),
    {},
    "secret",
  );
};

/** What a stack has after an `up`, some time later. */
async function applied(program: readonly Declared[], stack = emulatedStack(emulator)) {
  expect(await stack.up(program)).toBeUndefined();
  later(emulator);
  return stack;
}

/** What was sent but questions. */
function sent(): string[] {
  const lines = emulator.requests.map(({ method, path }) => `${method} ${path}`);
  emulator.clearRequests();
  return lines.filter((line) => !/^(GET|POST \/graphql)/.test(line));
}

const B = { org: "acme", secretName: "B", value: "v", visibility: "selected" };

describe.each<[string, { before: Declared[]; after: Declared[]; left: string; path: string }]>([
  [
    "an organization's secret",
    {
      before: [org("A"), onOrg("A")],
      after: [onOrg("a")],
      left: "OrgCodespacesSecretRepository acme/A/acme/api",
      path: `${ORG}/A`,
    },
  ],
  [
    "a user's secret",
    {
      before: [user("A"), onUser("A")],
      after: [onUser("A")],
      left: "UserCodespacesSecretRepository user/A/octocat/dotfiles",
      path: `${USER}/A`,
    },
  ],
  [
    "one that gets another name",
    {
      before: [org("A"), onOrg("A")],
      after: [org("B"), onOrg("A")],
      left: "OrgCodespacesSecretRepository acme/A/acme/api",
      path: `${ORG}/A`,
    },
  ],
  [
    "one of a set",
    {
      before: [inSet("A", "B"), onOrg("A")],
      after: [inSet("B"), onOrg("A")],
      left: "OrgCodespacesSecretRepository acme/A/acme/api",
      path: `${ORG}/A`,
    },
  ],
])(
  "%s leaves, and a resource that adds a repository to it stays",
  (_, { before, after, left, path }) => {
    const deletes = () => sent().filter((line) => line.startsWith("DELETE"));
    // Nobody tells a plugin what it hasn't checked yet: of two cases it deletes the secret already here.
    testOfClasses("the up is an error that names it, and deletes nothing", async () => {
      const stack = await applied(before);
      for (let time = 1; time <= 2; time++) {
        const failed = await stack.up(after);
        expect(failed).toContain(`could not be deleted: this program still declares ${left}`);
        expect(failed).toContain("retainOnDelete");
        expect(deletes()).toEqual([]);
        later(emulator);
      }
      expect(await stack.up(before)).toBeUndefined();
      expect(await stack.preview(before)).toEqual([]);
      expect(deletes()).toEqual([]);
    });

    test("once that is gone too, the secret is deleted", async () => {
      const stack = await applied(before);
      await stack.up(after);
      expect(await stack.up(after.filter(({ name }) => name !== "adds"))).toBeUndefined();
      expect(deletes()).toContain(`DELETE ${path}`);
      expect(stack.entries.map(({ name }) => name)).not.toContain("adds");
    });

    test("destroy deletes both", async () => {
      const stack = await applied(before);
      await stack.up(after);
      expect(await stack.destroy()).toBeUndefined();
      expect(deletes()).toContain(`DELETE ${path}`);
      expect(stack.entries).toEqual([]);
    });
  },
);

test("the resource has another provider: it counts too", async () => {
  const adds = onOrg("A", { provider: "second" });
  const stack = await applied([org("A"), adds]);
  const failed = await stack.up([adds]);
  expect(failed).toContain("this program still declares");
  expect(sent()).toEqual([]);
});

testOfClasses("the resource is left out by --exclude: it counts too", async () => {
  const adds = onOrg("A", { dependsOn: [] });
  const stack = await applied([org("A"), adds]);
  const other: Declared = { ...org("B"), name: "other" };
  const failed = await stack.up([adds, other], { excludes: ["adds"] });
  expect(failed).toContain("this program still declares");
  expect(sent().filter((line) => line.startsWith("DELETE"))).toEqual([]);
});

describe("it does not hit", () => {
  test.each<[string, Declared[]]>([
    ["both dropped, the secret first", [org("A"), onOrg("A", { dependsOn: [] })]],
    ["both dropped, the secret last", [onOrg("HAND", { name: "hand" }), org("A"), onOrg("A")]],
  ])("%s", async (_, before) => {
    emulator.drift.orgSecret("acme", "HAND", { value: "theirs", visibility: "selected" });
    later(emulator);
    const stack = await applied(before);
    const other: Declared = { name: "other", kind: "orgSecret", args: { ...B, secretName: "C" } };
    expect(await stack.up([other])).toBeUndefined();
    expect(sent()).toContain(`DELETE ${ORG}/A`);
    expect(stack.entries.map(({ name }) => name)).toEqual(["other"]);
  });

  test("a secret that gets another name, which the resource follows", async () => {
    const stack = await applied([org("A"), onOrg("A")]);
    expect(await stack.up([org("B"), onOrg("B")])).toBeUndefined();
    expect(sent()).toContain(`DELETE ${ORG}/A`);
    expect(emulator.orgSecret("acme", "B")?.selectedRepositories).toEqual(["acme/api"]);
    expect(await stack.preview([org("B"), onOrg("B")])).toEqual([]);
  });

  test.each<[string, Declared[], { replace?: string[] }]>([
    ["--replace", [org("A"), onOrg("A")], { replace: ["secret"] }],
    ["a move into a set", [inSet("A"), onOrg("A")], {}],
    ["a move to another provider", [org("A", { provider: "second" }), onOrg("A")], {}],
    ["another name in the program", [org("A", { name: "t" }), onOrg("A", { dependsOn: [] })], {}],
  ])("%s", async (_, after, options) => {
    const stack = await applied([org("A"), onOrg("A")]);
    expect(await stack.up(after, options)).toBeUndefined();
    expect(sent().filter((line) => line.startsWith("DELETE"))).toEqual([]);
    expect(emulator.orgSecret("acme", "A")?.selectedRepositories).toEqual(["acme/api"]);
  });

  test("the resource of another user's secret of that name", async () => {
    const { url } = emulator;
    const now = () => emulator.now().getTime();
    const onWait = (ms: number) => {
      emulator.advance(ms);
    };
    const stack = new Stack(({ provider, notes }) => {
      const token = provider === "" ? tokens.classic : tokens.hubot;
      return newRun({ url, token, notes, now, onWait });
    });
    const theirs = user("A", { name: "theirs", provider: "hubot" });
    const adds = onUser("A", {
      provider: "hubot",
      dependsOn: ["theirs"],
      args: { secretName: "A", repository: "hubot/scripts" },
    });
    await applied([user("A"), theirs], stack);
    await applied([user("A"), theirs, adds], stack);
    expect(await stack.up([theirs, adds])).toBeUndefined();
    expect(sent()).toEqual([`DELETE ${USER}/A`]);
  });

  test("a resource of another stack", async () => {
    const owner = await applied([org("A")]);
    const team = await applied([onOrg("A", { dependsOn: [] })]);
    expect(await owner.up([])).toBeUndefined();
    expect(sent()).toEqual([`DELETE ${ORG}/A`]);
    expect(team.entries).toHaveLength(1);
  });
});
