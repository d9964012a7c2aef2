import * as pulumi from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import { DECLARATION } from "../../rules/hints";
import { isObject, type Plain, type Props } from "../../rules/plain";
import { declaredInSet, markOf } from "../../session/identities";
import { ignoreFailure, tellLater, tellNow } from "./constructor-call";
import { programNotes, type ProgramNotes } from "./program-notes";

const KNOWN = ["org", "repositories", "secrets"] as const;

/** Tells the processes that host the providers which secrets the constructor call of a set declares. */
export class SetCall {
  /** A mark that no other constructor call has, in this run or in any state. */
  readonly call = randomBytes(8).toString("base64url");
  readonly #className: string;
  readonly #notes: ProgramNotes | undefined;
  /** Its arguments as far as they are known; of each secret its name and its list. */
  readonly #known: Props = {};

  constructor(className: string, args: object | undefined) {
    this.#className = className;
    this.#notes = tellNow(programNotes);
    if (this.#notes === undefined) return;
    const given = { ...args } as Record<string, unknown>;
    const later = KNOWN.filter((name) => !this.#take(name, given[name]));
    tellNow(() => {
      this.#tell();
    });
    for (const name of later) {
      const settled = pulumi.output(given[name] as Plain).apply((plain) => {
        this.#take(name, plain);
        tellLater(() => {
          this.#tell();
        });
      });
      ignoreFailure(settled);
    }
  }

  /** Tells which entry of the state the engine has for it, once the engine has answered. */
  made(resource: pulumi.CustomResource): void {
    if (this.#notes === undefined) return;
    const { [DECLARATION]: mark } = resource as unknown as Record<string, pulumi.Output<unknown>>;
    const answered = pulumi.all([resource.id, mark]).apply(([, entry]) => {
      tellLater(() => {
        this.#tell(String(entry));
      });
    });
    ignoreFailure(answered);
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
    // As long as the names weren't known, the call itself stood for any: now it stands for one of them.
    const [first] = declared;
    if (first !== undefined) this.#note({ ...first, key: undefined }, entry);
    for (const one of declared) if (one.key !== undefined) this.#note(one, entry);
  }

  #note({ key, identity }: ReturnType<typeof declaredInSet>[number], entry: string | undefined) {
    const mark = (call: string) => (key === undefined ? call : markOf(call, key));
    this.#notes?.tell({
      ...identity,
      by: mark(this.call),
      ...(entry !== undefined && { entry: mark(entry) }),
    });
  }
}

/** An Output or a Promise is an object too, but of a class of its own. */
function isLiteral(value: unknown): value is Record<string, unknown> {
  return isObject(value as Plain) && Object.getPrototypeOf(value) === Object.prototype;
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
