import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { allSwitchesFlipped, defaultSwitches, type Switches } from "github-codespaces-emulator";

const ROOT = resolve(__dirname, "../..");
const PROBE = join(ROOT, "tools/probe");
const run = promisify(execFile);

type Readings = Record<string, unknown>;
interface World {
  switches?: Partial<Switches>;
  readLagMs?: number;
  /** Seconds that stamps lie after the Date. */
  stampsAhead?: number;
  /** A row of the list of repositories is left out, or counted all the same. */
  rows?: "counted" | "yes";
}

/** Asks an emulator for each world, in a Node of its own: jest can't load ES modules. */
async function readings(worlds: readonly World[]): Promise<Readings[]> {
  const code = `
    import { manualClock, seedWith, startEmulator, tokens } from "github-codespaces-emulator";
    import { probe } from ${JSON.stringify(join(PROBE, "probe.mjs"))};
    const seed = seedWith({ access: "all_members" });
    const emulator = await startEmulator({ clock: manualClock(), codespaceStepMs: 0, seed });
    const all = [];
    for (const { switches = {}, readLagMs = 0, stampsAhead = 0, rows } of ${JSON.stringify(worlds)}) {
      emulator.reset();
      emulator.configure({ switches, readLagMs });
      const later = ({ body, ...rest }) => {
        const updated_at = new Date(Date.parse(body.updated_at) + stampsAhead * 1000).toISOString();
        return { ...rest, body: { ...body, updated_at } };
      };
      emulator.fail({ method: "GET", path: /AFTER_DATE$/, edit: later, times: Infinity });
      const fewer = ({ body, ...rest }) => {
        const repositories = body.repositories.slice(1);
        const total_count = rows === "counted" ? body.total_count : repositories.length;
        return { ...rest, body: { ...body, repositories, total_count } };
      };
      if (rows) emulator.fail({ path: /ROWS_LEFT_OUT\\/repositories$/, edit: fewer, times: Infinity });
      const found = await probe({
        url: emulator.url,
        token: emulator.token,
        org: "acme",
        repositories: ["acme/api", "acme/web"],
        withoutRight: tokens.withoutOrgSecrets,
        narrow: tokens.full,
        may: { access: true, codespace: true },
        sleep: (ms) => void emulator.advance(ms),
      });
      emulator.advance(60_000);
      const left = [
        ...emulator.orgSecrets("acme"),
        ...emulator.userSecrets("octocat"),
        ...emulator.codespaces("octocat"),
      ].length;
      const read = Object.fromEntries(found.map(({ id, reading, because }) => [id, reading ?? because]));
      all.push({ ...read, left, violations: emulator.violations });
    }
    await emulator.close();
    console.log(JSON.stringify(all));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], {
    cwd: ROOT,
  });
  return JSON.parse(stdout) as Readings[];
}

const expected = (switches: Switches): Readings => ({
  ...switches,
  "putWithoutList, of a user": switches.putWithoutList,
  updatedAtAfterDate: 0,
  readsLag: false,
  rowsLeftOut: "no",
  left: 0,
  violations: [],
});

test("each open question is found out in all positions of the emulator's switches", async () => {
  const flips = Object.entries(allSwitchesFlipped).map(([name, value]) => ({ [name]: value }));
  const switches: Partial<Switches>[] = [
    {},
    ...flips,
    { unknownRepositoryId: "404" },
    allSwitchesFlipped,
  ];
  const found = await readings(switches.map((each) => ({ switches: each })));
  expect(found).toEqual(switches.map((each) => expected({ ...defaultSwitches, ...each })));
});

test("and what is no switch: stamps, reads that lag, rows that are left out", async () => {
  const worlds: World[] = [
    { stampsAhead: 1 },
    { stampsAhead: 5 },
    { readLagMs: 5_000 },
    { rows: "yes" },
    { rows: "counted" },
  ];
  const found = await readings(worlds);
  expect(found.map(({ updatedAtAfterDate }) => updatedAtAfterDate).slice(0, 2)).toEqual([1, 5]);
  expect(found[2]?.readsLag).toBe(true);
  expect(found.map(({ rowsLeftOut }) => rowsLeftOut).slice(3)).toEqual(["yes", "counted"]);
});

test("docs/decisions.md says of each question what follows from its readings", async () => {
  const code = `import { questions } from ${JSON.stringify(join(PROBE, "questions.mjs"))};
    console.log(JSON.stringify(questions.map(({ id }) => id)));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  const ids = (JSON.parse(stdout) as string[]).map((id) => id.replace(/,.*/, ""));
  const decisions = readFileSync(join(ROOT, "docs/decisions.md"), "utf8");
  const [, after = ""] = decisions.split("### What GitHub leaves open\n");
  const [section = ""] = after.split(/^#/m);
  const rows = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, id]) => id);
  expect(rows.sort()).toEqual([...new Set(ids)].sort());
  expect(Object.keys(defaultSwitches).filter((name) => !ids.includes(name))).toEqual([]);
});

test("without a GitHub it says what to give", async () => {
  const env = { PATH: process.env.PATH };
  const failure = run(process.execPath, [join(PROBE, "main.mjs")], { env });
  await expect(failure).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      "CODESPACES_TEST_URL, _TOKEN, _ORG and _REPOSITORIES",
    ) as unknown,
  });
});
