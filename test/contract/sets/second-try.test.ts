import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import { all } from "../../support/sets";

// An `onError` hook of Pulumi asks again in the same run, and Pulumi keeps what the last try says.

const { emulator } = useEmulator();

const refuse = (name: string, times: number) =>
  emulator.fail({
    method: "PUT",
    path: `/orgs/acme/codespaces/secrets/${name}`,
    status: 422,
    times,
  });

/** The names in the state that a failed creation leaves. */
async function namesLeft(creating: Promise<unknown>): Promise<string[]> {
  const error = await creating.then(
    () => undefined,
    (failed: unknown) => failed,
  );
  if (!(error instanceof PartlyDone)) return [];
  return Object.keys(error.properties.secrets as Props);
}

test.each(["adopt", "fail"])(
  'a set that is made in two tries has what either has made, with onExisting "%s"',
  async (onExisting) => {
    const { orgSecrets } = newRun({ url: emulator.url, token: emulator.token });
    const secrets = { A: all("1", { onExisting }), B: all("2", { onExisting }) };
    const inputs = checked(orgSecrets, { org: "acme", secrets });
    refuse("B", 2);
    expect(await namesLeft(orgSecrets.create(inputs))).toEqual(["A"]);
    refuse("A", 1);
    expect(await namesLeft(orgSecrets.create(inputs))).toEqual(["A"]);
    const { outputs } = await orgSecrets.create(inputs);
    expect(Object.keys(outputs.secrets as Props)).toEqual(["A", "B"]);
    expect(emulator.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  },
);
