import type { Props } from "../../../provider/src/rules/plain";
import { classNeeds } from "../../../provider/src/operations/rights";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun, type ProviderRun } from "../../support/lifecycles";

const { emulator } = useEmulator();

const ORG = "acme";
const SECRET = { secretName: "S", value: "s3cret" };

const declared: [string, Exclude<keyof ProviderRun, "lines" | "waited">, Props][] = [
  ["OrgCodespacesSecret", "orgSecret", { org: ORG, visibility: "all", ...SECRET }],
  ["RepoCodespacesSecret", "repoSecret", { repository: "acme/api", ...SECRET }],
  ["UserCodespacesSecret", "userSecret", SECRET],
  [
    "OrgCodespacesSecrets",
    "orgSecrets",
    { org: ORG, secrets: { S: { value: "s3cret", visibility: "all" } } },
  ],
  [
    "RepoCodespacesSecrets",
    "repoSecrets",
    { repositories: ["acme/api"], secrets: { S: { value: "s3cret" } } },
  ],
  ["UserCodespacesSecrets", "userSecrets", { secrets: { S: { value: "s3cret" } } }],
  [
    "OrgCodespacesSecretRepository",
    "orgSecretRepository",
    { org: ORG, secretName: "S", repository: "acme/api" },
  ],
  [
    "UserCodespacesSecretRepository",
    "userSecretRepository",
    { secretName: "S", repository: "octocat/dotfiles" },
  ],
  ["OrgCodespacesAccess", "access", { org: ORG, visibility: "all_members" }],
  ["Codespace", "codespace", { repository: "octocat/hello-world" }],
];

test("every class is here", () => {
  expect(declared.map(([className]) => className).sort()).toEqual(Object.keys(classNeeds).sort());
});

describe.each([403, 404])("refused with %i", (status) => {
  test.each(declared)("%s says what it needs in all", async (className, kind, inputs) => {
    emulator.fail({ status, body: { message: "Resource not accessible" }, times: Infinity });
    const run = newRun({ url: emulator.url, token: emulator.token });
    const { permission = "", scope = "" } = classNeeds[className] ?? {};
    // Of a set, the secret that was refused says it.
    const refused = className.replace(/Secrets$/, "Secret");
    await expect(create(run[kind], inputs)).rejects.toThrow(
      `${refused} needs ${permission}, or the classic scope ${scope}.`,
    );
  });
});
