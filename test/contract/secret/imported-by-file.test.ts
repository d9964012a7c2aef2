import { DECLARATION } from "../../../provider/src/rules/hints";
import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import { requestLines } from "../../support/world";

// `pulumi import --file` with inputs and outputs asks no provider: the state may hold no more than the identity.

const { emulator } = useEmulator();
const run = () => newRun({ url: emulator.url, token: emulator.token });
const by = (call: string) => ({ [DECLARATION]: call });

const org = { org: "acme", secretName: "X" };
const secrets: ["orgSecret" | "repoSecret" | "userSecret", string, Props, Props][] = [
  ["orgSecret", "acme/X", org, { value: "v", visibility: "selected" }],
  ["repoSecret", "acme/api/X", { repository: "acme/api", secretName: "X" }, { value: "v" }],
  ["userSecret", "user/X", { secretName: "X" }, { value: "v" }],
];
const associations: ["orgSecretRepository" | "userSecretRepository", string, Props][] = [
  ["orgSecretRepository", "acme/X/acme/api", { ...org, repository: "acme/api" }],
  [
    "userSecretRepository",
    "user/X/octocat/dotfiles",
    { secretName: "X", repository: "octocat/dotfiles" },
  ],
];

beforeEach(() => {
  const { drift } = emulator;
  drift.orgSecret("acme", "X", { value: "v", selectedRepositories: ["acme/api"] });
  drift.repoSecret("acme/api", "X", { value: "v" });
  drift.userSecret("octocat", "X", { value: "v", selectedRepositories: ["octocat/dotfiles"] });
  emulator.clearRequests();
});

describe.each(secrets)("%s", (kind, id, identity, more) => {
  test("declared by the program, it is no second resource after a refresh in the same up", async () => {
    const { [kind]: lifecycle } = run();
    const known = await lifecycle.read(id, identity);
    const news = { ...identity, ...more, ...by("one") };
    expect(lifecycle.check(known?.inputs ?? {}, news).failures).toEqual([]);
  });

  test("not declared, it is deleted, also after a refresh in the same up", async () => {
    const { [kind]: lifecycle } = run();
    const known = await lifecycle.read(id, identity);
    checked(lifecycle, { ...identity, ...more, secretName: "OTHER", ...by("one") });
    await lifecycle.delete(id, known?.outputs ?? {});
    expect(requestLines(emulator).filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
  });
});

describe.each(associations)("%s", (kind, id, identity) => {
  const removed = () => requestLines(emulator).filter((line) => line.startsWith("DELETE"));

  test("it is taken off the list by the id that its name has", async () => {
    await run()[kind].delete(id, identity);
    expect(removed()).toEqual([expect.stringMatching(/\/repositories\/[1-9]\d*$/)]);
    expect(emulator.orgSecret("acme", "X")?.selectedRepositories).toEqual(
      kind === "orgSecretRepository" ? [] : ["acme/api"],
    );
  });

  test("its name leads nowhere: nothing is sent, and the error says so", async () => {
    const gone = { ...identity, repository: "acme/not-there" };
    await expect(run()[kind].delete(id, gone)).rejects.toThrow("acme/not-there");
    expect(removed()).toEqual([]);
  });
});
