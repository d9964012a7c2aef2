import * as pulumi from "@pulumi/pulumi";
import { randomBytes } from "node:crypto";
import { DECLARATION } from "../../rules/hints";
import { declaredIdentity, identifyingArguments } from "../../session/identities";
import { isWhole, identityKey } from "../../session/identity";
import type { Plain, Props } from "../../rules/plain";
import { programNotes, type ProgramNotes } from "./program-notes";
import { ignoreFailure, tellAsKnown, tellEntry, tellLater, tellNow } from "./telling";

/**
 * Tells the processes that host the providers what one constructor call declares. Pulumi itself tells them too
 * late when it first deletes the dependents of a replaced resource, and never about what `--target` leaves out.
 */
export class ConstructorCall {
  /** A mark that no other constructor call has, in this run or in any state. */
  readonly call = randomBytes(8).toString("base64url");
  readonly #className: string;
  readonly #notes: ProgramNotes | undefined;
  /** The arguments that identify it, as far as they are known. */
  readonly #known: Props = {};
  /** The repositories on its list, as far as they are known. */
  #listed: readonly (string | number)[] = [];

  constructor(className: string, args: object | undefined) {
    this.#className = className;
    const names = identifyingArguments(className);
    this.#notes = names.length > 0 ? tellNow(programNotes) : undefined;
    if (this.#notes === undefined) return;
    const given = [...names, LIST].map((name): [string, unknown] => [
      name,
      (args as Record<string, unknown> | undefined)?.[name],
    ]);
    tellAsKnown(given, {
      take: (name, value) => this.#take(name, value),
      tell: () => {
        this.#tell();
      },
    });
  }

  /** Tells which entry of the state the engine has for it, once the engine has answered. */
  made(resource: pulumi.CustomResource): void {
    if (this.#notes === undefined) return;
    const outputs = resource as unknown as Record<string, pulumi.Output<unknown>>;
    tellEntry(resource, (entry) => {
      this.#tell(entry);
    });
    this.#tellTransformed(resource, outputs);
  }

  /** A transformation may have changed the arguments after this constructor saw them. */
  #tellTransformed(
    { id }: pulumi.CustomResource,
    outputs: Record<string, pulumi.Output<unknown>>,
  ): void {
    const names = identifyingArguments(this.#className);
    const values = pulumi.all(names.map((name) => outputs[name]));
    const tell = (plain: unknown[], more: { entry?: string } = {}) => {
      const named = Object.fromEntries(names.map((name, index) => [name, plain[index] as Plain]));
      const identity = declaredIdentity(this.#className, named);
      const before = declaredIdentity(this.#className, this.#known);
      if (!isWhole(identity) || identityKey(identity) === identityKey(before)) return;
      tellLater(() =>
        this.#notes?.tell({ ...identity, by: `${this.call} as registered`, ...more }),
      );
    };
    // A resource that --exclude leaves out has no id.
    ignoreFailure(
      values.apply((plain) => {
        tell(plain);
      }),
    );
    const answered = pulumi.all([id, outputs[DECLARATION], values]).apply(([, entry, plain]) => {
      tell(plain, { entry: String(entry) });
    });
    ignoreFailure(answered);
  }

  #take(name: string, value: unknown): boolean {
    if (value === undefined || value === null) return true;
    const members: unknown[] = name === LIST && Array.isArray(value) ? value : [value];
    if (!members.every(isPlain)) return false;
    if (name === LIST) this.#listed = members;
    else [this.#known[name]] = members;
    return true;
  }

  #tell(entry?: string): void {
    const identity = declaredIdentity(this.#className, this.#known);
    this.#notes?.tell({ ...identity, by: this.call, ...(entry !== undefined && { entry }) });
    if (entry !== undefined) return;
    // A separate resource may have added a repository of its list.
    for (const [index, repository] of this.#listed.entries()) {
      const one = declaredIdentity(`${this.#className}Repository`, { ...this.#known, repository });
      this.#notes?.tell({ ...one, by: `${this.call} ${index}` });
    }
  }
}

const LIST = "selectedRepositories";

function isPlain(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
