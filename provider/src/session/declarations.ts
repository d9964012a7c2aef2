import { hashed, isWhole, keyOf, mayBeSame, type Identity } from "./identity";

/** What one process of an operation knows, and tells the others, of a resource that is declared. */
export interface Note extends Identity {
  /** The constructor call that declares it. */
  by: string;
  /** A check has seen it: this operation keeps, changes, creates or replaces it. */
  checked?: true;
  /** The engine has answered its registration, with the mark of the entry that the state has for it. */
  entry?: string;
  /** The base URL of the host that it is declared at, as a hash; the program doesn't know it. */
  host?: string;
  /** The id of the user whose it is, where somebody has asked. */
  owner?: number;
}

/** A thing that may be declared under several names was written, or is kept, under one. Both as hashes. */
export interface Claim {
  thing: string;
  as: string;
}

/** The other processes of an operation. */
export interface Others {
  /** Throws where it can't be told. */
  tell(news: Note | Claim): void;
  /** Throws where what the others have told may be lost. */
  requireWhole?(): void;
  /** What they have told since the last call. */
  news(): readonly (Note | Claim)[];
}

const nobody: Others = { tell: () => undefined, news: () => [] };

/** What the state held for the resource that declares an identity. */
export type Before = "nothing" | "same identity" | "another identity";

/** What a check has found. */
export interface Declared {
  identity: Identity;
  /** In words, for messages: `OrgCodespacesSecret acme/NPM_TOKEN`. */
  name: string;
  /** The constructor call; undefined for what no class of ours declares. */
  by: string | undefined;
  before: Before;
}

/** What is about to be deleted. */
export interface Condemned {
  /** What it may be declared as: by its recorded name, by what that is called by now. */
  identities: readonly Identity[];
  /** The thing itself, where it may have several names, or be declared as a part of another. */
  things?: readonly string[];
  /** The mark of the state's entry. */
  entry: string | undefined;
  owner: number | undefined;
}

/** What this operation's program declares, so that nothing declared is ever deleted or written twice. */
export class Declarations {
  readonly #host: string;
  readonly #others: Others;
  /** By constructor call. */
  readonly #notes = new Map<string, Note>();
  /** Which calls were checked for an identity. */
  readonly #checked = new Map<string, Set<string>>();
  readonly #mine = new Set<string>();
  readonly #known = new Set<string>();
  readonly #claims = new Map<string, string>();
  readonly #kept = new Map<string, object>();

  constructor(host = "", others: Others = nobody) {
    this.#host = host;
    this.#others = others;
  }

  /**
   * Called by every check that knows the identity. Returns what is wrong when another constructor call
   * declares it too, in whatever process. Of one call Pulumi may ask as often as it likes.
   */
  declare({ identity, name, by, before }: Declared): string | undefined {
    this.#listen();
    const key = keyOf(identity);
    if (before === "same identity") this.#known.add(key);
    const call = by ?? `the one of ${key}`;
    const twice = this.#rivals(key, call).some((note) => this.#mayNotBeTwo(note));
    this.#mine.add(call);
    this.#tell({ ...identity, by: call, checked: true, host: this.#host });
    return twice ? declaredTwice(name) : undefined;
  }

  /** Called by the read of a `get`: what it names stays, and what else declares it is no second resource. */
  reads(identity: Identity): void {
    this.#tell({ ...identity, by: `the read of ${keyOf(identity)}`, host: this.#host });
  }

  /** Whose it is, once that is known; throws where another process writes it for the same user. */
  own(identity: Identity, name: string, owner: number): void {
    this.#listen();
    const key = keyOf(identity);
    for (const call of this.#checked.get(key) ?? []) {
      const note = this.#notes.get(call);
      if (note === undefined || !this.#mine.has(call)) continue;
      const rivals = this.#rivals(key, call).filter((rival) => rival.owner === owner);
      if (rivals.length > 0) throw new Error(declaredTwice(name));
      if (note.owner === undefined) this.#tellIfPossible({ ...note, owner });
    }
  }

  /**
   * Why a delete has to leave it alone; undefined where nobody declares it. What the program declares and
   * this operation doesn't check is being destroyed, if it is that very entry, and stays if it is another.
   */
  reasonToKeep(condemned: Condemned): "declared" | "may be declared" | undefined {
    this.#others.requireWhole?.();
    this.#listen();
    const { identities, things = [], entry, owner } = condemned;
    if (things.some((thing) => this.#claims.has(this.#hashOf(thing)))) return "declared";
    const keys = new Set(identities.map(keyOf));
    let mayBe = false;
    for (const note of this.#notes.values()) {
      if (this.#isElsewhere(note, owner)) continue;
      if (isWhole(note)) {
        if (keys.has(keyOf(note)) && !isEntry(note, entry)) return "declared";
      } else if (note.entry === undefined) {
        mayBe ||= identities.some((identity) => mayBeSame(note, identity));
      }
    }
    return mayBe ? "may be declared" : undefined;
  }

  /** Whether the program has told anything: a refresh or a destroy without it has not. */
  get isProgramRunning(): boolean {
    this.#listen();
    return this.#notes.size > 0;
  }

  /** The constructor call that declares an identity. */
  callOf(identity: Identity): string | undefined {
    return [...(this.#checked.get(keyOf(identity)) ?? [])].find((call) => this.#mine.has(call));
  }

  /** A delete was skipped because the identity is declared: what follows is a create of the same thing. */
  keep(identities: readonly Identity[], outputs: object): void {
    for (const identity of identities) this.#kept.set(keyOf(identity), outputs);
  }

  /** What the state held of the thing that is being created, if its delete was skipped. */
  kept(identity: Identity): object | undefined {
    return this.#kept.get(keyOf(identity));
  }

  /** Whether what a create finds at GitHub is what this stack's state held: it is being replaced. */
  isReplaced(identity: Identity): boolean {
    const key = keyOf(identity);
    return this.#kept.has(key) || this.#known.has(key);
  }

  /**
   * Called for a thing that may be declared under several names, before it is written and when it stays as it
   * is. Throws where it is declared under another one too.
   */
  claim(thing: string, as: string): void {
    this.#listen();
    const claim = { thing: this.#hashOf(thing), as: hashed(as) };
    const claimed = this.#claims.get(claim.thing);
    if (claimed !== undefined && claimed !== claim.as) throw new Error(declaredTwice(thing));
    if (claimed !== undefined) return;
    this.#claims.set(claim.thing, claim.as);
    this.#tellIfPossible(claim);
  }

  #rivals(key: string, call: string): Note[] {
    const calls = [...(this.#checked.get(key) ?? [])].filter((other) => other !== call);
    return calls.flatMap((other) => this.#notes.get(other) ?? []);
  }

  /** A user's secret in another process may be another user's. */
  #mayNotBeTwo({ by, host, className }: Note): boolean {
    return this.#mine.has(by) || (host === this.#host && !className.startsWith("User"));
  }

  #isElsewhere({ host, owner: theirs }: Note, owner: number | undefined): boolean {
    const otherHost = host !== undefined && host !== this.#host;
    return otherHost || (theirs !== undefined && owner !== undefined && theirs !== owner);
  }

  #tell(note: Note): void {
    this.#learn(note);
    this.#others.tell(note);
  }

  /** What is learned at a write, which may have been sent by now: its check has told what is declared. */
  #tellIfPossible(news: Note | Claim): void {
    try {
      if ("thing" in news) this.#others.tell(news);
      else this.#tell(news);
    } catch {
      // GitHub's stamps are left.
    }
  }

  #listen(): void {
    for (const news of this.#others.news()) {
      if ("thing" in news) this.#claims.set(news.thing, news.as);
      else this.#learn(news);
    }
  }

  #hashOf(thing: string): string {
    return hashed(`${this.#host} ${thing}`);
  }

  /** The program's process notes a resource before all of it is known, and then again. */
  #learn(note: Note): void {
    const before = this.#notes.get(note.by);
    const fields = { ...note.fields, ...known(before?.fields ?? {}), ...known(note.fields) };
    const whole: Note = { ...before, ...note, fields };
    // A transform made another of it on its way to the check: both stay, whichever is heard first.
    const isAnother = before?.checked !== note.checked && before !== undefined && isWhole(before);
    if (isAnother && keyOf(before) !== keyOf(whole))
      this.#notes.set(`${note.by} as ${keyOf(before)}`, before);
    this.#notes.set(note.by, whole);
    if (whole.checked !== true) return;
    const key = keyOf(whole);
    this.#checked.set(key, (this.#checked.get(key) ?? new Set()).add(note.by));
  }
}

/** Whether a declared resource, which no check has seen, is the very entry of the state that is deleted. */
function isEntry({ by, checked, entry }: Note, deleted: string | undefined): boolean {
  if (checked === true || entry === undefined) return false;
  // Without a mark the engine gives the program its own one back.
  return entry === (deleted ?? by);
}

function known(fields: Identity["fields"]): Identity["fields"] {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));
}

function declaredTwice(name: string): string {
  return `two resources of this program declare ${name} (GitHub ignores case): keep one of them`;
}
