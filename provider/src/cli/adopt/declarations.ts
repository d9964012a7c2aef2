import { classNames, type HeldSecret } from "../inventory";
import { nameOf } from "../scopes";
import type { Supplied } from "./values";

/** The value of a property, independent of the language. */
export type Value = string | true | Supplied | readonly string[] | Properties;
export type Properties = ReadonlyMap<string, Value>;

export const isList = (value: Value): value is readonly string[] => Array.isArray(value);
export const isProperties = (value: Value): value is Properties => value instanceof Map;

/** A resource that a program is to declare. */
export interface Declaration {
  className: string;
  name: string;
  properties: Properties;
  /** Only GitHub has its value. */
  isKept: boolean;
}

/** A secret, and where the program gets its value. */
export interface Adopted {
  secret: HeldSecret;
  supplied: Supplied | undefined;
}

/** A resource for each secret, called by its id. */
export function singlesOf(all: readonly Adopted[]): Declaration[] {
  return all.map(({ secret, supplied }) => ({
    className: secret.className,
    name: secret.id,
    properties: new Map<string, Value>([
      ...ownerOf(secret),
      ["secretName", secret.name],
      ...rowOf({ secret, supplied }),
    ]),
    isKept: supplied === undefined,
  }));
}

/** A resource for all secrets of a place, called by the place. */
export function setsOf(all: readonly Adopted[]): Declaration[] {
  const places = [...new Set(all.map(({ secret }) => setNameOf(secret)))];
  return places.flatMap((name) => {
    const ofPlace = all.filter(({ secret }) => setNameOf(secret) === name);
    const [first] = ofPlace;
    if (first === undefined) return [];
    const rows = ofPlace.map((one) => [one.secret.name, new Map(rowOf(one))] as const);
    return {
      className: `${classNames[first.secret.scope.kind]}s`,
      name,
      properties: new Map<string, Value>([...ownersOf(first.secret), ["secrets", new Map(rows)]]),
      isKept: ofPlace.some(({ supplied }) => supplied === undefined),
    };
  });
}

/** What a set is called. */
export function setNameOf({ scope }: HeldSecret): string {
  return scope.kind === "user" ? "user" : nameOf(scope);
}

type Property = readonly [name: string, value: Value];

/** What a secret is besides its place and its name. */
function rowOf({ secret, supplied }: Adopted): Property[] {
  const { visibility, repositories } = secret;
  const list = repositories?.map(({ repository }) => listed(repository, secret));
  return [
    supplied === undefined ? ["keepValue", true] : ["value", supplied],
    ...(visibility === undefined ? [] : [["visibility", visibility] as const]),
    ...(list === undefined ? [] : [["selectedRepositories", list] as const]),
  ];
}

function ownerOf({ scope }: HeldSecret): Property[] {
  if (scope.kind === "user") return [];
  return scope.kind === "org" ? [["org", scope.org]] : [["repository", scope.repository]];
}

function ownersOf(secret: HeldSecret): Property[] {
  const { scope } = secret;
  return scope.kind === "repo" ? [["repositories", [scope.repository]]] : ownerOf(secret);
}

/** A repository of the organization is called by its name alone. */
function listed(repository: string, { scope }: HeldSecret): string {
  const [owner = "", name = ""] = repository.split("/");
  return scope.kind === "org" && owner.toLowerCase() === scope.org ? name : repository;
}

/** Stands for logins. The check refuses it, so that nobody loses access by a line that was not completed. */
export const NO_LOGIN = "<login>";

/** GitHub tells nobody who may use codespaces, so a person completes what follows this. */
export function accessNote(org: string): string[] {
  return [
    `Who may use codespaces that ${org} pays for. GitHub's API can't read this setting, and`,
    "what you declare replaces all of it: copy it from the Codespaces page of the",
    "organization's settings before you use this.",
  ];
}
