import { defined } from "../rules/plain";
import type { Alone, Claim, Condemned, Declaring, Kept, Note, Others, Written } from "./declared";
import { addingBy, additionsTo, type Adding } from "./additions";
import { READ, wrongBeside } from "./alone";
import { comesLater, creationNote } from "./creations";
import { UNCHECKED } from "../rules/hints";
import { isElsewhere, isSurelyElsewhere } from "./elsewhere";
import { hashed, isWhole, identityKey, mayBeSame, type Identity } from "./identity";

/**
 * Begins what stands for a constructor call whose mark a check wasn't given. With `ignoreChanges: ["*"]` Pulumi takes it away, and
 * gives it to the second check if the resource is replaced: these are not two.
 */
const UNMARKED = "the one of ";
const isUnmarked = (call: string) => call.startsWith(UNMARKED);

const nobody: Others = { tell: () => undefined, news: () => [] };

/** What this operation's program declares. Nothing declared is ever deleted, or written twice. */
export class Declarations {
  readonly #host: string;
  readonly #others: Others;
  /** By constructor call. */
  readonly #notes = new Map<string, Note>();
  /** The checked calls of each identity. */
  readonly #checked = new Map<string, Set<string>>();
  /** The calls that this process has checked, each with the name of what it declares. */
  readonly #mine = new Map<string, string>();
  readonly #known = new Set<string>();
  readonly #claims = new Map<string, string>();
  readonly #kept = new Map<string, Kept>();
  /** The sets that answer for all secrets of a place. */
  readonly #alone = new Map<string, Alone>();

  constructor(host = "", others: Others = nobody) {
    this.#host = host;
    this.#others = others;
  }

  /**
   * Called by every check that knows the identity. Returns the error when another constructor call, in any
   * process, declares it too. Pulumi may ask as often as it likes for one and the same call.
   */
  declare({
    identity,
    name,
    by,
    before,
    repository,
    keepsValue = false,
  }: Declaring): string | undefined {
    this.#listen();
    const key = identityKey(identity);
    if (before === "same identity") this.#known.add(key);
    const call = by ?? `${UNMARKED}${key}`;
    const twice = this.#rivals(key, call).some((note) => this.#mayNotBeTwo(note));
    this.#mine.set(call, name);
    const isNew = before !== "same identity";
    const awaited = keepsValue && before === "nothing" ? { awaited: true } : {};
    const checked = { by: call, checked: true, host: this.#host, ...awaited } as const;
    this.#tell({ ...identity, ...checked, repository: isNew ? repository : undefined });
    if (twice) return declaredTwice(name);
    const wrong = [...this.#alone.values()]
      .map((set) => wrongBeside(set, { ...identity, by: call }, this.#notes.values()))
      .find((why) => why !== undefined);
    return wrong === undefined ? undefined : `${name}: ${wrong}`;
  }

  /**
   * Called by the check of a set that answers for all secrets of a place. Returns what is wrong if another resource declares one of
   * them, or adds a repository to one that the set is to delete.
   */
  alone(set: Alone): string | undefined {
    this.#listen();
    this.#alone.set(`${identityKey(set.scope)} ${set.call}`, set);
    return [...this.#notes.values()]
      .map((note) => wrongBeside(set, note, this.#notes.values()))
      .find((why) => why !== undefined);
  }

  /** Told by a plugin: by the check of what will be created, or made again, and when its creation begins. */
  creation(mark: string, state: "to come" | "begun"): void {
    this.#tell(creationNote(mark, state));
  }

  /** Whether the program may declare it in a moment. */
  comesLater(mark: string): boolean {
    this.#listen();
    return comesLater(this.#notes.values(), mark);
  }

  /** Called by the read of a `get`. What it names is not deleted, and may be declared by a resource as well. */
  reads(identity: Identity): void {
    this.#tell({ ...identity, by: `${READ}${identityKey(identity)}`, host: this.#host });
  }

  /** Records the owner once it is known. Throws if another process writes the resource for the same user. */
  own(identity: Identity, name: string, owner: number): void {
    this.#listen();
    const key = identityKey(identity);
    const calls = [...(this.#checked.get(key) ?? [])].filter((call) => this.#mine.has(call));
    for (const call of calls) {
      const note = this.#notes.get(call);
      if (note === undefined || (isUnmarked(call) && calls.length > 1)) continue;
      const rivals = this.#rivals(key, call).filter((rival) => rival.owner === owner);
      if (rivals.length > 0) throw new Error(declaredTwice(name));
      if (note.owner === undefined) this.#tellIfPossible({ ...note, owner });
    }
  }

  /**
   * Why a delete must leave it alone; undefined if nobody declares it. A resource that the program declares but
   * this operation doesn't check is being destroyed if it is this very entry, and stays if it is another one.
   */
  reasonToKeep(condemned: Condemned): "declared" | "may be declared" | undefined {
    this.#others.requireWhole?.();
    this.#listen();
    const { identities, things = [], entry, owner } = condemned;
    if (things.some((thing) => this.#claims.has(this.#hashOf(thing)))) return "declared";
    const keys = new Set(identities.map(identityKey));
    let mayBe = entry?.startsWith(UNCHECKED) === true;
    const notes = [...this.#notes.values()].filter(
      (note) => !isSurelyElsewhere(note, { host: this.#host, owner }),
    );
    // A `get` of what the program itself has made is no reason to leave it.
    const isDestroyed = notes.some((note) => keys.has(identityKey(note)) && isEntry(note, entry));
    for (const note of notes) {
      if (isDestroyed && note.by.startsWith(READ)) continue;
      if (isWhole(note)) {
        if (keys.has(identityKey(note)) && !isEntry(note, entry)) return "declared";
      } else if (note.entry === undefined) {
        mayBe ||= identities.some((identity) => mayBeSame(note, identity));
      }
    }
    return mayBe ? "may be declared" : undefined;
  }

  /** A resource of the program that adds a repository to this secret; undefined if there is none. */
  addedTo(secret: Identity, owner: number | undefined): Adding | undefined {
    this.#listen();
    const [one] = additionsTo(secret, [...this.#notes.values()]).filter(
      (note) => !isSurelyElsewhere(note, { host: this.#host, owner }),
    );
    return one && addingBy(one, { name: this.#mine.get(one.by), owner });
  }

  /**
   * The repositories' names under which the same is declared, as far as the state doesn't have them. GitHub
   * follows old names, and a program may go back to one, so each may lead to the same repository.
   */
  newNamesOf(identity: Identity): string[] {
    this.#listen();
    const elsewhere = { ...identity, fields: { ...identity.fields, repository: undefined } };
    const names = [...this.#notes.values()].flatMap((note) =>
      typeof note.repository === "string" && mayBeSame(note, elsewhere) ? [note.repository] : [],
    );
    return [...new Set(names)];
  }

  /** Whether the program has told anything. In a refresh or destroy that doesn't run the program, it has not. */
  get isProgramRunning(): boolean {
    this.#listen();
    return this.#notes.size > 0;
  }

  /** The constructor call that declares an identity. */
  callOf(identity: Identity): string | undefined {
    return [...(this.#checked.get(identityKey(identity)) ?? [])]
      .filter((call) => this.#mine.has(call))
      .at(-1);
  }

  /** A creation has made it, or found it. */
  made(identity: Identity): void {
    const note = this.#notes.get(this.callOf(identity) ?? "");
    if (note?.awaited === true) this.#tellIfPossible({ ...note, awaited: false });
  }

  /** Whether a new secret whose value is kept is still to be looked for. Pulumi may be about to put it in another's place. */
  get awaitsKeptValue(): boolean {
    this.#listen();
    return [...this.#notes.values()].some(
      (note) => note.awaited === true && !isElsewhere(note, { host: this.#host, owner: undefined }),
    );
  }

  /** A delete was skipped because the identity is declared: a create of the same thing follows. */
  keep(identities: readonly Identity[], outputs: Kept): void {
    for (const key of identities.map(identityKey)) {
      this.#kept.set(key, outputs);
      this.#note(`kept ${key}`, String(outputs.owner?.id ?? ""));
    }
  }

  /** What the state held for the thing that is being created, if its delete was skipped. */
  kept(identity: Identity): Kept | undefined {
    return this.#kept.get(identityKey(identity));
  }

  /** The same if another process skipped the delete. What the state held, only that process knows. */
  isKeptElsewhere(identity: Identity): boolean {
    return this.#keptElsewhere(identity) !== undefined;
  }

  /** The id of the user whose secret another process left, if it is not this one. What is created is then another secret. */
  keptForAnother(identity: Identity, owner: number): number | undefined {
    const theirs = Number(this.#keptElsewhere(identity) ?? "");
    if (theirs === 0 || theirs === owner) return undefined;
    this.#claims.delete(this.#hashOf(`kept ${identityKey(identity)}`));
    this.#known.delete(identityKey(identity));
    return theirs;
  }

  #keptElsewhere(identity: Identity): string | undefined {
    this.#listen();
    return this.#claims.get(this.#hashOf(`kept ${identityKey(identity)}`));
  }

  /** The program declares what an entry of the state has, so nothing is written, unless `writes` follows. */
  stands(identity: Identity, { contents, at = "" }: Written): void {
    this.#note(`stands ${identityKey(identity)}`, `${hashed(contents)} ${at}`);
  }

  writes(identity: Identity): void {
    this.#note(`written ${identityKey(identity)}`, "");
  }

  /** Whether an entry of the state stands for it in this operation that was not written later, and otherwise. */
  standsOtherwise(identity: Identity, { contents, at }: Written): boolean {
    this.#listen();
    const [stands, written] = ["stands", "written"].map((what) =>
      this.#claims.get(this.#hashOf(`${what} ${identityKey(identity)}`)),
    );
    if (stands === undefined || written !== undefined) return false;
    const [itsContents, itsTime = ""] = stands.split(" ");
    const isLater = Date.parse(itsTime) > Date.parse(at ?? "");
    return itsContents !== hashed(contents) && !isLater;
  }

  #note(what: string, as: string): void {
    const claim = { thing: this.#hashOf(what), as };
    this.#claims.set(claim.thing, claim.as);
    this.#tellIfPossible(claim);
  }

  /** Whether the thing that a create finds at GitHub was in this stack's state: then it is being replaced. */
  isReplaced(identity: Identity): boolean {
    const key = identityKey(identity);
    return this.#kept.has(key) || this.#known.has(key) || this.isKeptElsewhere(identity);
  }

  /**
   * Called before a thing that can be declared under several names is written, and when it stays as it is.
   * Throws if it is also declared under another name.
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
    const calls = [...(this.#checked.get(key) ?? [])].filter(
      (other) => other !== call && !isUnmarked(other),
    );
    return calls.flatMap((other) => this.#notes.get(other) ?? []);
  }

  /** A user's secret that another process declares may belong to another user. */
  #mayNotBeTwo({ by, host, className }: Note): boolean {
    return this.#mine.has(by) || (host === this.#host && !className.startsWith("User"));
  }

  #tell(note: Note): void {
    this.#learn(note);
    this.#others.tell(note);
  }

  /**
   * Tells what was learned at a write. A failure is ignored, since the write may already have been sent and its
   * check has told what is declared.
   */
  #tellIfPossible(news: Note | Claim): void {
    try {
      if ("thing" in news) this.#others.tell(news);
      else this.#tell(news);
    } catch {
      // Without it, GitHub's timestamps still show the write.
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

  /** The program's process notes a resource before everything about it is known, and again afterwards. */
  #learn(note: Note): void {
    const before = this.#notes.get(note.by);
    const fields = { ...note.fields, ...defined(before?.fields ?? {}), ...defined(note.fields) };
    // The check knows whether the name is new, and may be heard first.
    const { repository } = before?.checked === true && note.checked !== true ? before : note;
    const whole: Note = { ...before, ...note, fields, repository };
    // A transform changed the identity between the program and the check: both stay, whichever is heard first.
    const isAnother = before?.checked !== note.checked && before !== undefined && isWhole(before);
    if (isAnother && identityKey(before) !== identityKey(whole))
      this.#notes.set(`${note.by} as ${identityKey(before)}`, before);
    this.#notes.set(note.by, whole);
    if (whole.checked !== true) return;
    const key = identityKey(whole);
    this.#checked.set(key, (this.#checked.get(key) ?? new Set()).add(note.by));
  }
}

/** Whether a declared resource that no check has seen is the very entry of the state that is being deleted. */
function isEntry({ by, checked, entry }: Note, deleted: string | undefined): boolean {
  if (checked === true || entry === undefined) return false;
  // Without a mark, the engine gives the program back its own one.
  return entry === (deleted ?? by);
}

function declaredTwice(name: string): string {
  return `two resources of this program declare ${name} (GitHub ignores case): keep one of them`;
}
