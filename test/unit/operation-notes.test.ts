import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { declaredIdentity } from "../../provider/src/session/identities";
import { hostNotes } from "../../provider/src/session/processes/host-notes";
import { OperationNotes } from "../../provider/src/session/processes/notes";
import { SharedNotes } from "../../provider/src/session/processes/shared-notes";

const ENGINE = "127.0.0.1:40404";
const note = {
  ...declaredIdentity("OrgCodespacesSecret", { org: "canary-org", secretName: "CANARY" }),
  by: "call",
};
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(engine = ENGINE, lives?: number): OperationNotes {
  const notes = OperationNotes.open(engine, { folder, ...(lives !== undefined && { lives }) });
  if (notes === undefined) throw new Error("no notes");
  return notes;
}

/** A process that has ended. */
async function ended(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? -1;
}

function files(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("a process hears what the others of its operation tell, once, and not itself", () => {
  const [one, two] = [open(), open()];
  one.tell(note);
  expect(two.news()).toEqual([note]);
  expect(two.news()).toEqual([]);
  expect(one.news()).toEqual([]);
  one.tell({ ...note, fields: { org: "x", secretName: undefined } });
  expect(two.news()).toEqual([{ ...note, fields: { org: "x", secretName: undefined } }]);
});

test("another operation hears nothing", () => {
  const one = open();
  one.tell(note);
  expect(open("127.0.0.1:40405").news()).toEqual([]);
});

test("what an operation that has ended left is neither heard nor kept, even at the same address", async () => {
  const gone = open(ENGINE, await ended());
  gone.tell(note);
  const before = files();
  expect(open().news()).toEqual([]);
  expect(before).toHaveLength(1);
  expect(files().filter((file) => before.includes(file))).toEqual([]);
});

/** Another process was given the number of the one that it counts as long as. */
const ofAnother = (file: string) => file.replace(/-(\d+)-(\d+)$/, "-1$1-$2");
/** The number is one of another container's, which has the folder for temporary files too. */
const ofAContainer = (file: string) => file.replace(/-\w+-(\d+)-(\d+)$/, "-0ther-$1-$2");

function renamed(to: (file: string) => string): string {
  const [file = ""] = files();
  renameSync(file, to(file));
  return to(file);
}

// Numbers of processes mean one thing to Linux, which tells when each began, and in which container.
(process.platform === "linux" ? describe : describe.skip)("numbers of processes", () => {
  test("that come again: what the process before has left is neither heard nor kept", () => {
    open().tell(note);
    const left = renamed(ofAnother);
    expect(open().news()).toEqual([]);
    expect(files()).not.toContain(left);
  });

  test("of another container: its files are not heard, and are kept for it, for a day", () => {
    open().tell(note);
    const left = renamed(ofAContainer);
    expect(open().news()).toEqual([]);
    expect(files()).toContain(left);
    const before = Date.now() / 1_000 - 25 * 3_600;
    utimesSync(left, before, before);
    open();
    expect(files()).not.toContain(left);
  });
});

test("its files hold no name, and nobody else reads them", () => {
  const one = open();
  one.tell(note);
  const text = files().map((file) => readFileSync(file, "utf8"));
  expect(text.join()).toContain("OrgCodespacesSecret");
  expect(text.join().toLowerCase()).not.toContain("canary");
});

test("a folder for temporary files that can't be used is no error", () => {
  expect(OperationNotes.open(ENGINE, { folder: join(folder, "\0") })).toBeUndefined();
});

test("a line that a full disk cut hides neither what came before it nor what comes after", () => {
  const [one, two] = [open(), open()];
  one.tell(note);
  const [file = ""] = files().filter((each) => readFileSync(each, "utf8") !== "");
  appendFileSync(file, '{"className":"OrgCode');
  one.tell({ ...note, by: "next" });
  expect(two.news()).toEqual([note, { ...note, by: "next" }]);
});

const NOT_TOLD =
  "so that none of it is deleted. Nothing was deleted. Free space there, or set TMPDIR";

test("what can't be told is an error, on a full disk for example", () => {
  const one = open();
  const [file = ""] = files();
  rmSync(file);
  mkdirSync(file);
  expect(() => {
    one.tell(note);
  }).toThrow(NOT_TOLD);
});

test("notes that another program has deleted are not begun anew, and who deletes is told", () => {
  const one = open();
  one.requireWhole();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  expect(() => {
    one.tell(note);
  }).toThrow(NOT_TOLD);
  expect(() => {
    one.requireWhole();
  }).toThrow("another program has deleted the notes");
});

describe("processes of one operation that have different folders for temporary files", () => {
  const ofProcess = (name: string, common = "common") => {
    const folders = [name, common].map((part) => join(folder, part));
    for (const each of folders) mkdirSync(each, { recursive: true });
    const [own = "", shared = ""] = folders;
    return new SharedNotes(ENGINE, { folders: [own], common: shared });
  };

  test("hear each other in the one that all of them have", () => {
    const [one, two] = [ofProcess("one"), ofProcess("two")];
    one.tell(note);
    expect(two.news()).toEqual([note]);
  });

  test("hear each other in their own ones, where that one doesn't serve", () => {
    writeFileSync(join(folder, "file"), "");
    const common = join(folder, "file", "none");
    const [one, two] = [1, 2].map(() => new SharedNotes(ENGINE, { folders: [folder], common }));
    one?.tell(note);
    expect(two?.news()).toEqual([note]);
  });

  test("what one has taken back is heard no more, and it tells nothing any more", () => {
    const one = ofProcess("one");
    one.tell(note);
    one.end();
    one.tell(note);
    expect(ofProcess("two").news()).toEqual([]);
  });
});

describe("a host without a folder for its notes", () => {
  test("says what then doesn't hold", () => {
    const file = join(folder, "a file");
    writeFileSync(file, "");
    const lines: string[] = [];
    expect(hostNotes(ENGINE, (line) => void lines.push(line), file)).toBeUndefined();
    expect(lines).toEqual([
      expect.stringContaining("Set TMPDIR to a folder that belongs to this user."),
    ]);
  });
});
