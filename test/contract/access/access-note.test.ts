import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import { checked, newRun } from "../../support/lifecycles";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ organizations: 2 }) });
});

afterAll(() => emulator.close());

const ACCESS = { org: "acme", visibility: "all_members" };
const newRunHere = () => newRun({ url: emulator.url, token: emulator.token });

test("that access can't be read back is said once a run, with the resource's name", async () => {
  const run = newRunHere();
  await run.access.create(checked(run.access, ACCESS));
  await run.access.create(checked(run.access, { ...ACCESS, org: "acme-2" }));
  expect(run.lines).toEqual([
    "OrgCodespacesAccess acme: GitHub can't read this back, so a refresh sees no change by hand; it calls the operations that set it deprecated.",
  ]);
});

test("it isn't said again of access that is updated, or replaced as it is", async () => {
  const run = newRunHere();
  const inputs = checked(run.access, ACCESS, ACCESS);
  await run.access.update("acme", inputs, { ...inputs, visibility: "disabled" });
  expect(run.lines).toEqual([]);
  const other = newRunHere();
  checked(other.access, ACCESS, ACCESS);
  const again = checked(other.access, ACCESS);
  await other.access.delete("acme", inputs);
  await other.access.create(again);
  expect(other.lines).toEqual([
    "OrgCodespacesAccess acme stays at GitHub: this program still declares it.",
  ]);
});
