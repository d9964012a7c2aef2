import { ownerIdIn, staysDeclared } from "./declaring";
import { identityIn, type Identity } from "./identity";
import { membersOf, textOf, type Plain, type Props } from "../rules/plain";
import { newNamesOf } from "./new-names";
import { recordedIds, uniqueIds } from "./repository-list";
import { identityOf, type SecretKind } from "./secret-kind";
import type { Place } from "./secret-place";
import type { Session } from "./session";

export function identityWith({ className, fields }: SecretKind, props: Props): Identity {
  return identityIn(className, fields, props);
}

/**
 * A secret that a check of this process has seen is written, or stays as it is: no other resource of this
 * operation may write it, nor delete it. What its outputs tell counts too: its repository's id, its owner, its
 * list.
 */
export function claimSecret(kind: SecretKind, props: Props, { declared, lists }: Session): void {
  const identity = identityWith(kind, props);
  if (declared.callOf(identity) === undefined) return;
  lists.know(kind, props);
  const id = kind.id(props);
  const thing = thingOf(kind, props);
  if (thing !== undefined) declared.claim(thing, id);
  const owner = ownerIdIn(props.owner);
  if (owner !== undefined) declared.own(identity, identityOf(kind, id), owner);
  if (membersOf(props, "selectedRepositories") === undefined) return;
  for (const repository of uniqueIds(recordedIds(props))) {
    declared.claim(onList(kind, props, repository), "its list");
  }
}

/** What the state holds, with the list that the program declares, as far as its ids are known. */
export function asListed(olds: Props, news: Props): Props {
  const { selectedRepositories } = news;
  const members = new Set(membersOf(news, "selectedRepositories"));
  const known = Object.entries(recordedIds(olds)).filter(([name]) => members.has(name));
  return { ...olds, selectedRepositories, selectedRepositoryIds: Object.fromEntries(known) };
}

/** A repository that a secret's own list declares, which a resource for that one alone may have added. */
export function onList(kind: SecretKind, props: Props, repository: number): string {
  const owner = ownerIdIn(props.owner);
  const whose = owner === undefined ? "" : ` of the user ${owner}`;
  return `the repository ${repository} on the list of ${identityOf(kind, kind.id(props))}${whose}`;
}

/** What is only read, by `get`, stays: a resource that it takes the place of does not delete it. */
export function declareRead(kind: SecretKind, props: Props, { declared }: Session): void {
  declared.reads(identityWith(kind, props));
}

interface Condemned {
  id: string;
  outputs: Props;
  place?: Place;
  /** Other names of its repository. */
  names?: readonly string[];
}

/** The names of its repository under which the program declares a secret from now on. */
export async function namesDeclared(
  { account, inRepository }: SecretKind,
  { outputs, place }: { outputs: Props; place: Place },
  session: Session,
): Promise<string[]> {
  const repositoryId = outputs.repositoryId ?? place.whose.repositoryId;
  if (inRepository !== true || typeof repositoryId !== "number") return [];
  const what = { what: textOf(outputs, "secretName"), account };
  return newNamesOf(repositoryId, what, session);
}

/**
 * Whether a secret stays, since this operation's program declares it: under the name that the state has, by
 * the name that its repository has by now, or by its repository's id.
 */
export function secretStays(
  kind: SecretKind,
  { id, outputs, place, names = [] }: Condemned,
  session: Session,
): boolean {
  const renamed = names.map((repository) => ({ ...outputs, repository }));
  const addresses = place === undefined ? [outputs] : [outputs, place.secret, ...renamed];
  const identities = addresses.map((address) => identityWith(kind, address));
  const repositoryId = outputs.repositoryId ?? place?.whose.repositoryId;
  const thing = thingOf(kind, { ...outputs, repositoryId });
  const things = thing === undefined ? [] : [thing];
  return staysDeclared({ identities, things, name: identityOf(kind, id), outputs }, session);
}

/** A repository has several names in its time: its secret is one. */
function thingOf({ inRepository }: SecretKind, props: Props): string | undefined {
  const { repositoryId }: { repositoryId?: Plain } = props;
  return inRepository === true && typeof repositoryId === "number"
    ? `the secret ${textOf(props, "secretName")} of the repository ${repositoryId}`
    : undefined;
}
