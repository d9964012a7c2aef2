import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, type ProviderRun } from "../../support/lifecycles";

// A deletion waits for GitHub's limits, and the program goes on meanwhile.

const { emulator } = useEmulator();
const LIMITED = { status: 429, headers: { "retry-after": "60" } };

type Kind = "orgSecret" | "userSecret" | "repoSecret" | "orgSecretRepository" | "access";

const declared: [Kind, string, Props, RegExp][] = [
  ["orgSecret", "DELETE", { org: "acme", secretName: "S", value: "v", visibility: "all" }, /\/S$/],
  ["userSecret", "DELETE", { secretName: "S", value: "v" }, /\/S$/],
  ["repoSecret", "DELETE", { repository: "acme/api", secretName: "S", value: "v" }, /\/S$/],
  [
    "orgSecretRepository",
    "DELETE",
    { org: "acme", secretName: "L", repository: "api" },
    /\/L\/repositories\/1001$/,
  ],
  ["access", "PUT", { org: "acme", visibility: "all_members" }, /\/access$/],
];

function run(onWait: (run: ProviderRun) => void = () => undefined): ProviderRun {
  const made: ProviderRun = newRun({
    url: emulator.url,
    token: emulator.token,
    onWait: () => {
      onWait(made);
    },
  });
  return made;
}

const taken = () =>
  emulator.requests
    .filter(
      ({ method, body, status }) =>
        status < 300 && (method === "DELETE" || JSON.stringify(body ?? "").includes("disabled")),
    )
    .map(({ path }) => path);

test.each(declared)("%s stays that is declared by then", async (kind, method, inputs, path) => {
  const list = { org: "acme", secretName: "L", value: "v", visibility: "selected" };
  await create(run().orgSecret, list);
  const { id, outputs } = await create(run()[kind], inputs);
  emulator.clearRequests();
  emulator.fail({ method, path, ...LIMITED });
  const later = run((made) => {
    checked(made[kind], inputs);
  });
  await later[kind].delete(id, outputs);
  expect(later.lines.join("\n")).toContain("stays at GitHub: this program still declares it.");
  expect(taken()).toEqual([]);
});

test.each(declared)("%s goes that is not", async (kind, method, inputs, path) => {
  await create(run().orgSecret, {
    org: "acme",
    secretName: "L",
    value: "v",
    visibility: "selected",
  });
  const { id, outputs } = await create(run()[kind], inputs);
  emulator.clearRequests();
  emulator.fail({ method, path, ...LIMITED });
  await run()[kind].delete(id, outputs);
  expect(taken()).toHaveLength(1);
});
