import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { signal, startedBy } from "../support/processes";
import { newFolder, removeFolders } from "../support/run-command";
import { SmallDisk } from "../support/small-disk";
import { program, requestLines, useWorld } from "../support/world";

const COUNT = 40;
const PROGRAM = program(`
for (let index = 0; index < Number(process.env.COUNT); index++) {
  const secretName = "S" + index;
  new OrgCodespacesSecret(secretName, { org: "acme", secretName, value: process.env.VALUE, visibility: "all" });
}`);
const before = process.env.PULUMI_CLI_JSON ?? "{}";
const world = useWorld();

beforeAll(() => {
  const cli = JSON.parse(before) as { pulumi: string };
  const pulumi = SmallDisk.entering(cli.pulumi, newFolder());
  process.env.PULUMI_CLI_JSON = JSON.stringify({ ...cli, pulumi });
});

afterAll(() => {
  process.env.PULUMI_CLI_JSON = before;
  removeFolders();
});

/**
 * As a person does. Pulumi's file backend may leave a state that is cut off, or an empty file of attributes; each command then ends
 * with "unexpected end of JSON input". Beside it lies the state of the saving before, which a second try of a saving replaces by the
 * one that is cut off; in the history, the state of the `up` before.
 */
function mend(backend: string): void {
  const state = join(backend, "stacks/test/dev.json");
  const history = join(backend, "history/test/dev");
  const older = readdirSync(history).filter((name) => name.endsWith(".checkpoint.json"));
  const copies = [state, `${state}.bak`, ...older.map((name) => join(history, name))];
  const whole = copies.find(isWhole);
  if (whole === undefined) throw new Error(`no state is whole of ${copies.join(", ")}`);
  if (whole === state) return;
  for (const end of ["", ".attrs"]) copyFileSync(`${whole}${end}`, `${state}${end}`);
}

/** A file of the backend's, with its attributes. */
function isWhole(file: string): boolean {
  try {
    for (const part of [file, `${file}.attrs`]) JSON.parse(readFileSync(part, "utf8"));
    return true;
  } catch {
    return false;
  }
}

/** The engine tries each saving ten times, half a minute long: a person ends it. */
test("an up whose state fills the disk, and that is killed there, is finished by the next when there is room", async () => {
  const { emulator } = world;
  const project = await world.project({ program: PROGRAM, env: { VALUE: "one", COUNT: "2" } });
  const disk = await SmallDisk.at(`${project.folder}/backend`);
  try {
    project.setEnv({ STATE_DISK: disk.holder });
    await project.up();
    project.setEnv({ VALUE: "two", COUNT: String(COUNT) });
    const { pid, ended } = project.start("up", "--yes", "--skip-preview");
    await disk.full();
    for (const one of startedBy(pid)) signal(one.pid, "SIGKILL");
    signal(pid, "SIGKILL");
    await ended;
    const written = requestLines(emulator).filter((line) => line.startsWith("PUT ")).length;

    disk.grow();
    mend(join(disk.outside, ".pulumi"));
    await project.run("cancel", "--yes", "--stack", "dev");
    const { stdout } = await project.run("stack", "export", "--stack", "dev");
    expect(stdout.match(/"id": "acme\/S\d+"/g)?.length).toBeLessThan(written);
    await project.up();
    const values = Array.from({ length: COUNT }, (_, index) => {
      return emulator.orgSecret("acme", `S${index}`)?.openedValue;
    });
    expect(new Set(values)).toEqual(new Set(["two"]));
    await project.preview("--expect-no-changes");
    emulator.clearRequests();
    await project.destroy();
    expect(requestLines(emulator).filter((line) => line.startsWith("DELETE "))).toHaveLength(COUNT);
  } finally {
    disk.close();
  }
});
