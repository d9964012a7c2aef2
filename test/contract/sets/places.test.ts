import { manualClock, tokens } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { emulatedStack } from "../../support/emulated-stack";
import { useEmulator } from "../../support/emulator-client";
import { applied, entryOf, later } from "../../support/sets";
import type { Declared } from "../../support/stack";
import { requestLines } from "../../support/world";

// Sets for repositories and of a user.

const { emulator } = useEmulator({ clock: manualClock() });

const set = (repositories: string[], secrets: Props, more: Props = {}): Declared => ({
  name: "set",
  kind: "repoSecrets",
  args: { repositories, secrets, ...more },
});
const mine = (secrets: Props, more: Props = {}): Declared => ({
  name: "set",
  kind: "userSecrets",
  args: { secrets, ...more },
});

const writes = () =>
  requestLines(emulator)
    .filter((line) => !/^(GET|POST \/graphql)/.test(line))
    .map((line) => line.replace("/codespaces/secrets", ""))
    .sort();

const valueAt = (repository: string, name: string) =>
  emulator.repoSecret(repository, name)?.openedValue;

describe("repositories", () => {
  test("each gets all secrets; one that comes gets them, from one that goes they are deleted", async () => {
    const secrets = { DB: { value: "1" }, KEY: { value: "2" } };
    const stack = await applied(emulator, set(["acme/api", "Acme/Web"], secrets));
    expect([valueAt("acme/api", "DB"), valueAt("acme/web", "KEY")]).toEqual(["1", "2"]);
    const after = set(["acme/web", "acme/docs"], { DB: { value: "1" }, KEY: { value: "two" } });
    expect(await stack.up([after])).toBeUndefined();
    expect(writes()).toEqual([
      "DELETE /repos/acme/api/DB",
      "DELETE /repos/acme/api/KEY",
      "PUT /repos/acme/docs/DB",
      "PUT /repos/acme/docs/KEY",
      "PUT /repos/acme/web/KEY",
    ]);
    expect(await stack.preview([after])).toEqual([]);
    later(emulator);
    expect(await stack.refresh()).toBeUndefined();
    expect(await stack.preview([after])).toEqual([]);
  });

  test("what somebody wrote in one of them is told of that one, and put right there", async () => {
    const program = set(["acme/api", "acme/web"], { DB: { value: "1" } });
    const stack = await applied(emulator, program);
    emulator.drift.repoSecret("acme/web", "DB", { value: "by hand" });
    later(emulator);
    await stack.refresh();
    expect(entryOf(stack).inputs.secrets).toEqual({
      "acme/api/DB": {},
      "acme/web/DB": { valueWritten: expect.stringMatching("outside Pulumi") as unknown },
    });
    await stack.up([program]);
    expect(writes()).toEqual(["PUT /repos/acme/web/DB"]);
  });

  test("one that is renamed at GitHub changes nothing, and is still the same under its new name", async () => {
    const stack = await applied(emulator, set(["acme/api", "acme/web"], { DB: { value: "1" } }));
    emulator.drift.renameRepository("acme/api", "acme/api-v2");
    later(emulator);
    await stack.refresh();
    expect(await stack.preview([set(["acme/api", "acme/web"], { DB: { value: "1" } })])).toEqual(
      [],
    );
    const renamed = set(["acme/api-v2", "acme/web"], { DB: { value: "1" } });
    expect(await stack.up([renamed])).toBeUndefined();
    expect(writes().filter((line) => line.startsWith("DELETE"))).toEqual([]);
    expect(valueAt("acme/api-v2", "DB")).toBe("1");
  });

  test("one whose name another one has taken moves with the next up, and the newcomer gets its own", async () => {
    const program = set(["acme/api"], { DB: { value: "1" } });
    const stack = await applied(emulator, program);
    emulator.drift.renameRepository("acme/api", "acme/api-old");
    emulator.drift.renameRepository("acme/web", "acme/api");
    later(emulator);
    expect(await stack.up([set(["acme/api"], { DB: { value: "2" } })])).toMatch(
      "another repository",
    );
    await stack.refresh();
    expect(Object.keys(entryOf(stack).inputs.secrets as Props)).toEqual(["acme/api-old/DB"]);
    expect(await stack.up([program])).toBeUndefined();
    expect(valueAt("acme/api", "DB")).toBe("1");
    expect(emulator.repoSecret("acme/api-old", "DB")).toBeUndefined();
    expect(await stack.preview([program])).toEqual([]);
  });

  test("undeclared secrets are told by repository", async () => {
    const program = set(["acme/api", "acme/web"], { DB: { value: "1" } }, { undeclared: "delete" });
    const stack = await applied(emulator, program);
    emulator.drift.repoSecret("acme/web", "OLD", { value: "theirs" });
    later(emulator);
    await stack.refresh();
    expect(Object.keys(entryOf(stack).inputs.undeclaredSecrets as Props)).toContain("acme/web/OLD");
    expect(await stack.up([program])).toBeUndefined();
    expect(emulator.repoSecret("acme/web", "OLD")).toBeUndefined();
    expect(valueAt("acme/web", "DB")).toBe("1");
  });

  test("what a refresh has told of one is deleted there, also if another one has its name by then", async () => {
    emulator.drift.repoSecret("acme/web", "OLD", { value: "of web" });
    const program = set(["acme/api"], { DB: { value: "1" } }, { undeclared: "delete" });
    const stack = await applied(emulator, program);
    emulator.drift.repoSecret("acme/api", "OLD", { value: "theirs" });
    later(emulator);
    await stack.refresh();
    emulator.drift.renameRepository("acme/api", "acme/api-old");
    emulator.drift.renameRepository("acme/web", "acme/api");
    later(emulator);
    expect(await stack.up([program])).toBeUndefined();
    expect(writes()).toEqual(["DELETE /repos/acme/api-old/OLD"]);
    expect(valueAt("acme/api", "OLD")).toBe("of web");
  });

  test("what a refresh has told of one that then leaves the set stays there", async () => {
    const of = (...repositories: string[]) =>
      set(repositories, { DB: { value: "1" } }, { undeclared: "delete" });
    const stack = await applied(emulator, of("acme/api", "acme/web"));
    for (const name of ["acme/api", "acme/web"])
      emulator.drift.repoSecret(name, "THEIRS", { value: "theirs" });
    later(emulator);
    await stack.refresh();
    expect(await stack.up([of("acme/web")])).toBeUndefined();
    expect(writes()).toEqual(["DELETE /repos/acme/api/DB", "DELETE /repos/acme/web/THEIRS"]);
    expect(valueAt("acme/api", "THEIRS")).toBe("theirs");
    later(emulator);
    expect(await stack.refresh()).toBeUndefined();
    expect(await stack.preview([of("acme/web")])).toEqual([]);
  });

  test.each<[string, Props, string]>([
    ["an id", { repositories: [1001] }, "an id is not accepted here"],
    ["no list", { repositories: "acme/api" }, "repositories: a string of 8"],
    ["none", {}, "repositories: is missing"],
  ])("%s in their place is refused", async (_, args, words) => {
    const wrong = { ...set([], {}), args: { secrets: { DB: { value: "1" } }, ...args } };
    const stack = await applied(emulator);
    expect(await stack.up([wrong])).toContain(
      words.replace("a string of 8", '"acme/api" must be a list'),
    );
  });
});

describe("a user", () => {
  test("gets, changes and loses secrets, with lists of repositories, and stays the owner", async () => {
    const before = mine({
      A: { value: "1" },
      B: { value: "2", selectedRepositories: ["octocat/dotfiles"] },
    });
    const stack = await applied(emulator, before);
    expect(entryOf(stack).outputs).toMatchObject({ owner: { login: "octocat" } });
    await stack.refresh();
    expect(await stack.preview([before])).toEqual([]);
    const after = mine({
      B: { value: "2", selectedRepositories: ["octocat/hello-world"] },
      C: { value: "3" },
    });
    expect(await stack.up([after])).toBeUndefined();
    expect(writes()).toEqual(["DELETE /user/A", "PUT /user/B/repositories", "PUT /user/C"]);
    later(emulator);
    expect(await stack.destroy()).toBeUndefined();
    expect(writes()).toEqual(["DELETE /user/B", "DELETE /user/C"]);
  });

  test("that the token isn't: nothing is created, and nothing that a refresh saw is deleted", async () => {
    const before = mine({ A: { value: "1" } });
    const stack = await applied(emulator, before);
    const theirs = emulatedStack(emulator, { token: tokens.hubot });
    theirs.entries = stack.entries;
    const more = mine({ A: { value: "1" }, B: { value: "2" } });
    expect(await theirs.up([more])).toMatch("it belongs to the user octocat");
    expect(writes()).toEqual([]);
    expect(await stack.up([more])).toBeUndefined();
    expect(emulator.userSecret("octocat", "B")?.openedValue).toBe("2");
  });

  test("that the token isn't, of a set without secrets: what a refresh saw stays", async () => {
    const program = mine({}, { undeclared: "delete" });
    const stack = await applied(emulator, program);
    for (const login of ["octocat", "hubot"])
      emulator.drift.userSecret(login, "OLD", { value: "v" });
    later(emulator);
    expect(await stack.refresh()).toBeUndefined();
    const theirs = emulatedStack(emulator, { token: tokens.hubot });
    theirs.entries = stack.entries;
    expect(await theirs.refresh()).toMatch("it belongs to the user octocat");
    expect(await theirs.up([program])).toMatch("it belongs to the user octocat");
    expect(writes()).toEqual([]);
    expect(await stack.up([program])).toBeUndefined();
    expect(emulator.userSecret("octocat", "OLD")).toBeUndefined();
    expect(emulator.userSecret("hubot", "OLD")?.openedValue).toBe("v");
  });

  test("sees what the set lacks", async () => {
    const program = mine({ A: { value: "1" } }, { undeclared: "delete" });
    const stack = await applied(emulator, program);
    emulator.drift.userSecret("octocat", "OLD", { value: "theirs" });
    later(emulator);
    await stack.refresh();
    expect(await stack.up([program])).toBeUndefined();
    expect(emulator.userSecret("octocat", "OLD")).toBeUndefined();
    expect(emulator.userSecret("octocat", "A")?.openedValue).toBe("1");
  });
});
