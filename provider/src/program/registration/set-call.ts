import type * as pulumi from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import type { Plain, Props } from "../../rules/plain";
import { declaredInSet, markOf } from "../../session/identities";
import type { Identity } from "../../session/identity";
import { isLiteral } from "./literal";
import { programNotes, type ProgramNotes } from "./program-notes";
import { tellAsKnown, tellEntry, tellNow } from "./telling";

const KNOWN = ["org", "repositories", "secrets"] as const;

/** Tells the processes that host the providers which secrets the constructor call of a set declares. */
export class SetCall {
  /** A mark that no other constructor call has, in this run or in any state. */
  readonly call = randomBytes(8).toString("base64url");
  readonly #className: string;
  readonly #notes: ProgramNotes | undefined;
  /** Its arguments as far as they are known; of each secret its name and its list. */
  readonly #known: Props = {};
  /** What the call itself stands for, as long as the names aren't known. */
  #open: Identity | undefined;

  constructor(className: string, args: object | undefined) {
    this.#className = className;
    this.#notes = tellNow(programNotes);
    if (this.#notes === undefined) return;
    const given = { ...args } as Record<string, unknown>;
    const named = KNOWN.map((name) => [name, given[name]] as const);
    tellAsKnown(named, {
      take: (name, value) => this.#take(name, value),
      tell: () => {
        this.#tell();
      },
    });
  }

  /** Tells which entry of the state the engine has for it, once the engine has answered. */
  made(resource: pulumi.CustomResource): void {
    if (this.#notes === undefined) return;
    tellEntry(resource, (entry) => {
      this.#tell(entry);
    });
  }

  #take(name: string, value: unknown): boolean {
    if (value === undefined || value === null) return true;
    const known = name === "secrets" ? namesAndLists(value) : plainOrNone(value);
    if (known === undefined) return false;
    this.#known[name] = known;
    return true;
  }

  #tell(entry?: string): void {
    const declared = declaredInSet(this.#className, this.#known);
    const open = declared.find(({ key }) => key === undefined)?.identity;
    // Once the names are known, the call itself stands for none: with an entry, what is open keeps nothing.
    const closed = open === undefined ? this.call : entry;
    this.#open = open ?? this.#open;
    if (this.#open !== undefined) this.#note({ key: undefined, identity: this.#open }, closed);
    for (const one of declared) if (one.key !== undefined) this.#note(one, entry);
  }

  #note({ key, identity }: { key: string | undefined; identity: Identity }, entry?: string) {
    const mark = (call: string) => (key === undefined ? call : markOf(call, key));
    this.#notes?.tell({
      ...identity,
      by: mark(this.call),
      ...(entry !== undefined && { entry: mark(entry) }),
    });
  }
}

function plainOrNone(value: unknown): Plain {
  const members: unknown[] = Array.isArray(value) ? value : [value];
  return members.every((one) => typeof one === "string") ? (value as Plain) : undefined;
}

function namesAndLists(secrets: unknown): Props | undefined {
  if (!isLiteral(secrets)) return undefined;
  const entries = Object.entries(secrets).map(([name, row]): [string, Plain] => {
    const list = isLiteral(row) ? row.selectedRepositories : undefined;
    const members: unknown[] = Array.isArray(list) ? list : [];
    const isPlain = members.every((one) => typeof one === "string" || typeof one === "number");
    return [name, isPlain ? { selectedRepositories: members as Plain[] } : {}];
  });
  return Object.fromEntries(entries);
}
