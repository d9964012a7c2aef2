import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OperationNotes } from "../../../provider/src/session/processes/notes";
import { decide, type Held } from "../../support/codespace-replacing";
import { failureOf, REPOSITORY, useCodespaces } from "../../support/codespace-world";
import { create, newRun, type ProviderRun } from "../../support/lifecycles";

// A codespace whose repository was renamed, and that the program gives another provider in the same `up`: the process
// of the new one is asked for the difference, the process of the old one deletes.

const world = useCodespaces();
const RENAMED = "octocat/hello-world-2";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function host(): ProviderRun {
  const { url, token } = world.emulator;
  const notes = OperationNotes.open("127.0.0.1:40404", { folder });
  const onWait = (ms: number) => {
    world.emulator.advance(ms);
  };
  return newRun({ url, token, notes, onWait });
}

async function made(): Promise<Held> {
  const held = await create(world.run().codespace, { repository: REPOSITORY });
  world.emulator.drift.renameRepository(REPOSITORY, RENAMED);
  world.emulator.clearRequests();
  return held;
}

test("it is not deleted by the old one's process, which says what to do", async () => {
  const held = await made();
  const [before, after] = [host(), host()];
  decide(after, held, { repository: RENAMED });
  const { message } = await failureOf(before.codespace.delete(held.id, held.outputs));
  expect(message).toContain("changes its provider and the name of its repository at the same time");
  expect(message).toContain("run `pulumi refresh`, then `pulumi up`");
  expect(world.writes()).toEqual([]);
});

test("created first, it is taken over, and the old one's process has nothing to do", async () => {
  const held = await made();
  const [before, after] = [host(), host()];
  const { inputs } = decide(after, held, { repository: RENAMED });
  expect((await after.codespace.create(inputs)).id).toBe(held.id);
  await before.codespace.delete(held.id, held.outputs);
  expect(world.writes()).toEqual(["POST /graphql"]);
});

test("created first for another repository, the old one's process deletes it", async () => {
  const held = await made();
  const [before, after] = [host(), host()];
  const { inputs } = decide(after, held, { repository: "octocat/dotfiles" });
  const { id } = await after.codespace.create(inputs);
  await before.codespace.delete(held.id, held.outputs);
  expect(world.remaining()).toEqual([id]);
});

test("with nothing but another provider, it is deleted when it is taken out", async () => {
  const held = await made();
  host();
  await host().codespace.delete(held.id, held.outputs);
  expect(world.remaining()).toEqual([]);
});
