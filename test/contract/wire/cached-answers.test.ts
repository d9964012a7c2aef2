import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";
import { startCaching, type Relay } from "../../support/proxy";

// GitHub lets its answers be kept for a minute. A gateway that does so must not show us what was.

const { emulator } = useEmulator();
let gateway: Relay;
beforeEach(async () => {
  gateway = await startCaching(emulator.url);
});
afterEach(() => gateway.close());

const inputs = { org: "acme", secretName: "NEW", visibility: "all", onExisting: "fail" };

test("a secret that somebody made since a gateway last saw the list is not overwritten", async () => {
  const through = () => newRun({ url: gateway.url, token: emulator.token });
  const { orgSecret: before } = through();
  await before.create(checked(before, { ...inputs, secretName: "OTHER", value: "1" }));
  emulator.drift.orgSecret("acme", "NEW", { value: "theirs", visibility: "all" });
  const { orgSecret } = through();
  const creating = orgSecret.create(checked(orgSecret, { ...inputs, value: "ours" }));
  await expect(creating).rejects.toThrow("it exists already");
  expect(emulator.orgSecret("acme", "NEW")?.openedValue).toBe("theirs");
});
