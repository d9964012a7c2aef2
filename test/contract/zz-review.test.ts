import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import { checked, create, newRun, update } from "../support/lifecycles";
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ members: 260 }) });
});
beforeEach(() => {
  emulator.reset();
});
afterAll(() => emulator.close());
const run = () => newRun({ url: emulator.url, token: emulator.token });
test("422 shrinks", async () => {
  const members = [...(emulator.seed.organizations[0]?.members ?? [])].slice(0, 151);
  const sel = (u: string[]) => ({
    org: "acme",
    visibility: "selected_members",
    selectedUsernames: u,
  });
  const { outputs } = await create(run().access, sel(members.slice(0, 150)));
  emulator.fail({ method: "POST", status: 422, times: 2 });
  const r = await update(run().access, "acme", outputs, sel(members)).catch(String);
  console.log(String(r).slice(0, 200), emulator.access("acme").usernames.length);
});
test("dup A then B", async () => {
  const s = { org: "acme", secretName: "TOK", visibility: "all", value: "a" };
  const first = await create(run().orgSecret, s);
  const r = run();
  checked(r.orgSecret, s, first.outputs);
  const b = await create(r.orgSecret, { ...s, secretName: "tok", value: "b" }).catch(String);
  console.log(JSON.stringify(b), JSON.stringify(emulator.orgSecret("acme","TOK")), r.lines);
});
test("visibility of gone", async () => {
  const s = { org: "acme", secretName: "TOK", visibility: "all", value: "a" };
  const first = await create(run().orgSecret, s);
  emulator.reset();
  await update(run().orgSecret, "acme/TOK", first.outputs, { ...s, visibility: "private" });
  console.log(JSON.stringify(emulator.orgSecret("acme","TOK")));
});
test("100 creates, key rotated in between, dropped answers", async () => {
  const r = run();
  emulator.rotateKey({ org: "acme" });
  const all = Array.from({ length: 90 }, (_, i) => ({
    org: "acme",
    secretName: "S" + i,
    visibility: "selected",
    selectedRepositories: ["api"],
    value: "v" + i,
  }));
  const p = Promise.all(all.map((x) => create(r.orgSecret, x)));
  const t = setInterval(() => {
    if (emulator.requests.some((q) => q.method === "PUT")) {
      emulator.rotateKey({ org: "acme" });
      clearInterval(t);
    }
  }, 1);
  await p;
  const counts: Record<string, number> = {};
  for (const q of emulator.requests) {
    const k = q.method + " " + q.path.replace(/S\d+/, "N") + " " + q.status;
    counts[k] = (counts[k] ?? 0) + 1;
  }
  console.log(
    counts,
    all.every((x, i) => (emulator.orgSecret("acme", x.secretName) as any)?.openedValue === "v" + i),
  );
});
