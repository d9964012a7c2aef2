import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { BY_GET, DECLARATION } from "../../../provider/src/rules/hints";
import { checked, newRun, type ProviderRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// `X.get(name, id, state)`: the id says which one it is.

const { emulator } = useEmulator();

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
      /the \w+ in its id and the one in the state given beside it are two/,
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
