import { createHash } from "node:crypto";
import type { Field } from "../rules/fields";
import type { Props } from "../rules/plain";
import { looksLikeToken } from "../texts";

/**
 * What distinguishes one thing at GitHub from every other: its class, and the inputs whose change replaces it.
 * Their checked texts are kept as hashes, because notes of them are written to files and somebody may have put
 * a secret value into the wrong input. Inputs that aren't known yet are left out.
 */
export interface Identity {
  className: string;
  fields: Readonly<Record<string, string | undefined>>;
}

/** A class whose resources are known by some of their inputs. */
export interface Declarable {
  className: string;
  inputFields: Record<string, Field>;
}

/** The identity in inputs, outputs or the parts of an id, as far as they contain it. */
export function identityIn({ className, inputFields }: Declarable, inputs: object): Identity {
  const props = inputs as Props;
  const replacing = Object.entries(inputFields).filter(([, { replaces }]) => replaces);
  const parts = replacing.map(([name, { check }]) => [name, hashOf(name, check, props)] as const);
  return { className, fields: Object.fromEntries(parts) };
}

function hashOf(name: string, check: Field["check"], props: Props): string | undefined {
  const value = props[name];
  if (value === undefined || value === null || typeof value === "symbol") return undefined;
  const verdict = check(value, props);
  const normal = "ok" in verdict ? verdict.ok : undefined;
  if (typeof normal !== "string" && typeof normal !== "number") return undefined;
  return hashed(`${name}=${normal}`);
}

export function hashed(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

export function isWhole({ fields }: Identity): boolean {
  return Object.values(fields).every((field) => field !== undefined);
}

/** The name of the repository in inputs, if there is one that is known. A token in its place is none. */
export function repositoryIn({ inputFields }: Declarable, inputs: object): string | undefined {
  const { repository: given, ...others } = inputs as Props;
  if (typeof given !== "string" || looksLikeToken(given)) return undefined;
  const verdict = inputFields.repository?.check(given, { ...others, repository: given });
  return verdict && "ok" in verdict && typeof verdict.ok === "string" ? verdict.ok : undefined;
}

/** The identity as one text. Only for identities that are completely known. */
export function identityKey({ className, fields }: Identity): string {
  const names = Object.keys(fields).sort();
  return [className, ...names.map((name) => fields[name] ?? "")].join(" ");
}

/** Whether the two may turn out to be the same thing, judging by the fields known in both. */
export function mayBeSame(one: Identity, other: Identity): boolean {
  return (
    one.className === other.className &&
    Object.entries(one.fields).every(([name, field]) => {
      const theirs = other.fields[name];
      return field === undefined || theirs === undefined || field === theirs;
    })
  );
}
