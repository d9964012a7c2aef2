import { manualClock } from "github-codespaces-emulator";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { BY_GET, DECLARATION } from "../../../provider/src/rules/hints";
import { checked, newRun, type ProviderRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// `X.get(name, id, state)`: the id says which one it is.

const { emulator } = useEmulator({ clock: manualClock() });

beforeEach(() => {
  const { drift } = emulator;
  drift.orgSecret("acme", "X", { value: "v", selectedRepositories: ["acme/api"] });
  drift.repoSecret("acme/api", "X", { value: "v" });
  drift.userSecret("octocat", "X", { value: "v", selectedRepositories: ["octocat/dotfiles"] });
});

const run = () => newRun({ url: emulator.url, token: emulator.token });

interface Class {
  of: (provider: ProviderRun) => Lifecycle;
  id: string;
  /** The same in other letters and forms. */
  state: Props;
  /** What isn't there, beside the state of what is. */
  otherId: string;
  noId: string[];
}

const classes: Record<string, Class> = {
  OrgCodespacesSecret: {
    of: (provider) => provider.orgSecret,
    id: "Acme/x",
    state: { org: "ACME", secretName: "x" },
    otherId: "acme/NOT_THERE",
    noId: ["../..", "acme", "acme/X/Y", "acme/1X", "a b/X", ""],
  },
  RepoCodespacesSecret: {
    of: (provider) => provider.repoSecret,
    id: "acme/API/x",
    state: { repository: "Acme/Api", secretName: "x" },
    otherId: "acme/web/X",
    noId: ["acme/X", "acme/../X", "acme/api/GITHUB_X"],
  },
  UserCodespacesSecret: {
    of: (provider) => provider.userSecret,
    id: "user/x",
    state: { secretName: "x" },
    otherId: "user/NOT_THERE",
    noId: ["octocat/X", "user/", "user/.."],
  },
  OrgCodespacesSecretRepository: {
    of: (provider) => provider.orgSecretRepository,
    id: "Acme/x/Acme/API",
    state: { org: "acme", secretName: "X", repository: "API" },
    otherId: "acme/X/acme/web",
    noId: ["acme/X", "acme/X/api", "acme/../acme/api"],
  },
  UserCodespacesSecretRepository: {
    of: (provider) => provider.userSecretRepository,
    id: "user/x/octocat/Dotfiles",
    state: { secretName: "X", repository: "octocat/dotfiles" },
    otherId: "user/X/octocat/hello-world",
    noId: ["user/X", "octocat/X/octocat/dotfiles"],
  },
};

const VALUES = { value: "hunter2", encryptedValue: "aHVudGVyMg==", keyId: "1" };

describe.each(Object.entries(classes))("%s", (_, { of, id, state, otherId, noId }) => {
  const read = (which: string, outputs: Props) => of(run()).read(which, outputs);

  test("with its state it is what it is without, and holds no value", async () => {
    const known = await read(id, { ...state, ...VALUES });
    expect(known).toEqual(await read(id, {}));
    expect(known).toBeDefined();
    expect(Object.keys({ ...known?.inputs, ...known?.outputs })).not.toEqual(
      expect.arrayContaining(["value"]),
    );
    expect(JSON.stringify(known)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  test("an id that is another one than the state is an error, and nothing is asked", async () => {
    await expect(read(otherId, state)).rejects.toThrow(
      /the \w+ in its id differs from the one in the state given with it/,
    );
    expect(requestLines(emulator).filter((line) => line.includes("/X"))).toEqual([]);
  });

  test("what isn't there is an error, also beside a state", async () => {
    const partly = of(run()).read(otherId, { ...VALUES });
    await expect(partly).rejects.toThrow(`${otherId} was not found at GitHub.`);
    expect(await read(otherId, {})).toBeUndefined();
  });

  test.each(noId)("%j is no id, and nothing is asked", async (wrong) => {
    await expect(read(wrong, {})).rejects.toThrow(/is not an id of/);
    expect(requestLines(emulator)).toEqual([]);
  });
});

test("a state that holds a plain value loses it at the next refresh", async () => {
  const recorded = { org: "acme", secretName: "X", visibility: "selected", value: "hunter2" };
  const outputs = { ...recorded, valueWritten: "by this stack", updatedAt: "2026-01-01T00:00:00Z" };
  const known = await run().orgSecret.read("acme/X", outputs);
  expect(JSON.stringify(known)).not.toContain("hunter2");
});

test("beside a resource of the same secret it is no second one, and alone it keeps the secret", async () => {
  const secret = { org: "acme", secretName: "X", value: "v", visibility: "selected" };
  const get = { [DECLARATION]: BY_GET };
  const both = run().orgSecret;
  await both.read("acme/X", get);
  checked(both, { ...secret, [DECLARATION]: "one" });
  const { outputs } = (await both.read("acme/X", {})) ?? {};

  const alone = run().orgSecret;
  await alone.read("acme/X", get);
  await alone.delete("acme/X", outputs ?? {});
  expect(requestLines(emulator).filter((line) => line.startsWith("DELETE"))).toEqual([]);
});

describe("what a program only reads", () => {
  const READ = { [DECLARATION]: BY_GET };

  test.each(Object.entries(classes))("as a %s is marked so, for good", async (_, { of, id }) => {
    const known = await of(run()).read(id, READ);
    expect(known).toMatchObject({ onlyRead: true, outputs: READ });
    const again = await of(run()).read(id, known?.outputs ?? {});
    expect(again).toEqual(known);
  });

  const secrets = Object.entries(classes).filter(([name]) => name.endsWith("Secret"));

  test.each(secrets)("is no value of this stack, whoever writes a %s", async (_, { of, id }) => {
    const known = await of(run()).read(id, READ);
    expect(known?.outputs).not.toHaveProperty("valueWritten");
    emulator.advance(3_600_000);
    emulator.drift.orgSecret("acme", "X", { value: "newer" });
    emulator.drift.repoSecret("acme/api", "X", { value: "newer" });
    emulator.drift.userSecret("octocat", "X", { value: "newer" });
    emulator.advance(3_600_000);
    const warning = { "github-codespaces:onExternalChange": "warn" };
    const provider = newRun({ url: emulator.url, token: emulator.token, config: warning });
    const later = await of(provider).read(id, known?.outputs ?? {});
    expect(later?.outputs).not.toHaveProperty("valueWritten");
    expect(later?.outputs.updatedAt).not.toBe(known?.outputs.updatedAt);
    expect(provider.lines).toEqual([]);
  });

  test("and refreshes, in an operation whose program has it no more, keeps nothing from being deleted", async () => {
    const known = await run().orgSecret.read("acme/X", READ);
    const provider = run().orgSecret;
    await provider.read("acme/X", known?.outputs ?? {});
    const { outputs } = (await run().orgSecret.read("acme/X", {})) ?? {};
    await provider.delete("acme/X", outputs ?? {});
    expect(emulator.orgSecret("acme", "X")).toBeUndefined();
  });
});
