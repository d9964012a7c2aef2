import { manualClock } from "github-codespaces-emulator";
import { useEmulator } from "../../support/emulator-client";
import { Scenario } from "../../support/secret-scenario";

// The state knows when this stack last wrote the value: GitHub's stamp moves with the list, and with what others do.

const HOUR = 3_600_000;
const { emulator } = useEmulator({ clock: manualClock() });
const now = () => emulator.now().toISOString().replace(".000Z", "Z");

test.each(["orgSecret", "userSecret"] as const)(
  "a %s says when its value was written, not when its list was",
  async (kind) => {
    const scenario = new Scenario(emulator, kind);
    const { secret, repositories } = scenario;
    const first = now();
    await secret.up(scenario.program("one", []));
    expect(secret.outputs).toMatchObject({ updatedAt: first, valueWrittenAt: first });
    emulator.advance(HOUR);
    await secret.up(scenario.program("one", repositories));
    expect(secret.outputs).toMatchObject({ updatedAt: now(), valueWrittenAt: first });
    emulator.advance(HOUR);
    scenario.byHand({ value: "theirs" });
    emulator.advance(HOUR);
    await secret.refresh();
    expect(secret.outputs.valueWrittenAt).toBe(first);
    await secret.up(scenario.program("one", repositories));
    expect(secret.outputs.valueWrittenAt).toBe(now());
  },
);

test("an organization's visibility is no value, and a repository's secret has but the value", async () => {
  const org = new Scenario(emulator, "orgSecret");
  const repo = new Scenario(emulator, "repoSecret");
  const first = now();
  await org.secret.up(org.program("one"));
  await repo.secret.up(repo.program("one"));
  emulator.advance(HOUR);
  await org.secret.up(org.program("one", undefined, { visibility: "all" }));
  await repo.secret.up(repo.program("two"));
  expect(org.secret.outputs.valueWrittenAt).toBe(first);
  expect(repo.secret.outputs.valueWrittenAt).toBe(now());
});
