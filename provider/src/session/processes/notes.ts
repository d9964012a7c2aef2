import { createHash, randomBytes } from "node:crypto";
import {
  appendFileSync,
  constants,
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shown } from "../../texts";
import type { Claim, Note, Others } from "../declared";
import { asLongAs, lifeIn, tried } from "./life";

const { O_APPEND, O_WRONLY } = constants;

interface NotesPlace {
  /** The process during whose life these notes count. Default: this one. */
  lives?: number;
  /** The folder for temporary files. Default: the system's. */
  folder?: string;
}

/**
 * The processes of one operation, such as a `pulumi up`, tell each other what the program declares: the
 * program, and a host for each provider. All of them know the address of the same engine, which names a folder
 * where each appends to a file of its own. A file counts as long as its process lives or, for a program, as
 * long as the language host that started it, which ends with the operation.
 */
export class OperationNotes implements Others {
  readonly #temporary: string;
  readonly #folder: string;
  readonly #own: string;
  /** How far the files of the others have been read. */
  readonly #read = new Map<string, number>();

  private constructor(temporary: string, folder: string, own: string) {
    this.#temporary = temporary;
    this.#folder = folder;
    this.#own = own;
  }

  /**
   * The notes of the operation whose engine has this address; undefined if the folder for temporary files can't
   * be used.
   */
  static open(
    engine: string,
    { lives = process.pid, folder: temporary = tmpdir() }: NotesPlace = {},
  ): OperationNotes | undefined {
    return tried(() => {
      const root = ownFolder(
        join(temporary, `pulumi-github-codespaces-${process.getuid?.() ?? ""}`),
      );
      sweep(root);
      const name = createHash("sha256").update(engine).digest("hex").slice(0, 16);
      const folder = ownFolder(join(root, name));
      const own = join(
        folder,
        `${process.pid}-${randomBytes(4).toString("hex")}-${asLongAs(lives)}`,
      );
      appendFileSync(own, "", { mode: 0o600 });
      return new OperationNotes(temporary, folder, own);
    });
  }

  /** Throws if it can't be written, for example on a full disk: what the others don't hear of would be deleted. */
  tell(news: Note | Claim): void {
    const line = JSON.stringify(news, (_, value: unknown) => (value === undefined ? null : value));
    try {
      append(this.#own, `\n${line}\n`);
    } catch (error) {
      const { code = "unknown reason" } = error as NodeJS.ErrnoException;
      throw new NotTold(`notes can't be written (${code})`, this.#temporary);
    }
  }

  /** Throws if somebody has removed the folder while this operation runs. */
  requireWhole(): void {
    if (!existsSync(this.#own))
      throw new NotTold("another program has deleted the notes", this.#temporary);
  }

  /** From now on nobody hears what this process has told. */
  remove(): void {
    rmSync(this.#own, { force: true });
  }

  news(): (Note | Claim)[] {
    const files = filesIn(this.#folder).map((name) => join(this.#folder, name));
    return files
      .filter((file) => file !== this.#own && lifeIn(file) === "lives")
      .flatMap((file) => this.#newIn(file));
  }

  /** Returns whole lines only: the last one may still be being written. */
  #newIn(file: string): (Note | Claim)[] {
    const from = this.#read.get(file) ?? 0;
    const text = textOf(file, from);
    const end = text.lastIndexOf("\n") + 1;
    this.#read.set(file, from + Buffer.byteLength(text.slice(0, end)));
    return text.slice(0, end).split("\n").filter(Boolean).flatMap(newsIn);
  }
}

/** A process that deletes may not know what the program declares. */
export class NotTold extends Error {
  constructor(why: string, folder: string) {
    super(
      `The folder for temporary files, ${shown(folder)}, can't be used: ${why}. The ` +
        "program and its providers tell each other there what is declared, so that none " +
        "of it is deleted. Nothing was deleted. Free space there, or set TMPDIR to " +
        "another folder that belongs to this user, and run again.",
    );
  }
}

/** Appends to an existing file only: a new one would lack what was written before. */
function append(file: string, text: string): void {
  const opened = openSync(file, O_WRONLY | O_APPEND);
  try {
    appendFileSync(opened, text);
  } finally {
    closeSync(opened);
  }
}

function newsIn(line: string): (Note | Claim)[] {
  // A full disk cuts a line short. What the other lines tell still counts.
  const news = tried(() => JSON.parse(line) as Note | Claim);
  if (news === undefined || "thing" in news) return news === undefined ? [] : [news];
  const fields = Object.entries(news.fields).map(([name, field]) => [name, field ?? undefined]);
  const known = Object.fromEntries(fields) as Note["fields"];
  return [{ ...news, fields: known, repository: news.repository ?? undefined }];
}

function textOf(file: string, from: number): string {
  const opened = tried(() => openSync(file, "r"));
  if (opened === undefined) return "";
  try {
    const length = Math.max(0, fstatSync(opened).size - from);
    const bytes = Buffer.alloc(length);
    return bytes.toString("utf8", 0, length && readSync(opened, bytes, 0, length, from));
  } catch {
    return "";
  } finally {
    closeSync(opened);
  }
}

/** A folder that nobody else can write to: another user's could tell us what to keep. */
function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (!lstatSync(folder).isDirectory() || (process.getuid && uid !== process.getuid())) {
    throw new Error(`${folder} does not belong to this user`);
  }
  return folder;
}

/** Removes the folders of operations that have ended: exit handlers don't run when the engine kills a process. */
function sweep(root: string): void {
  for (const folder of filesIn(root).map((name) => join(root, name))) {
    const files = filesIn(folder).map((name) => join(folder, name));
    const dead = files.filter((file) => lifeIn(file) === "has ended");
    for (const file of dead) rmSync(file, { force: true });
    // An empty one may have just been created, and another operation may have started using one meanwhile.
    if (files.length > 0 && dead.length === files.length) {
      tried(() => {
        rmdirSync(folder);
      });
    }
  }
}

function filesIn(folder: string): string[] {
  return tried(() => readdirSync(folder)) ?? [];
}
