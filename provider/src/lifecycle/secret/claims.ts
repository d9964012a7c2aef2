import { ofUser } from "../owner";
import { keepIfDeclared } from "../still-declared";
import type { Written } from "../../session/declared";
import { identityIn } from "../../session/identity";
import { membersOf, textOf, type Props } from "../../rules/plain";
import { uniqueIds } from "../../session/whole-lists";
import {
  identityOf,
  type SecretInputs,
  type SecretKind,
  type SecretNamed,
  type SecretState,
} from "../../kinds/secret-kind";
import type { SecretPlace } from "./place";
import type { Session } from "../../session/session";
import type { Workplace } from "./workplace";

/**
 * Claims a secret that a check of this process has seen, whether it is written or stays as it is: no other
 * resource of this operation may write or delete it. What its outputs tell counts too: its repository's id, its
 * owner, its list.
 */
export function claimSecret(
  kind: SecretKind,
  props: SecretState,
  { declared, lists }: Session,
): void {
  const identity = identityIn(kind, props);
  if (declared.callOf(identity) === undefined) return;
  lists.know(identity, props.selectedRepositoryIds ?? {});
  const id = kind.id(props);
  const thing = thingOf(kind, props);
  if (thing !== undefined) declared.claim(thing, id);
  if (props.owner !== undefined) declared.own(identity, identityOf(kind, id), props.owner.id);
  if (membersOf(props, "selectedRepositories") === undefined) return;
  for (const repository of uniqueIds(props.selectedRepositoryIds)) {
    declared.claim(onList(kind, props, repository), "its list");
  }
}

/**
 * What was written of it last, as far as the state tells. A refresh moves `updatedAt` to what others wrote, such as another
 * resource with the same secret.
 */
export function writtenBy(state: SecretState): Written {
  const { value, encryptedValue, visibility, valueWritten, updatedAt } = state;
  const at = state.valueWrittenAt ?? updatedAt;
  const list = membersOf(state, "selectedRepositories")?.sort();
  return { contents: JSON.stringify([value, encryptedValue, visibility, valueWritten, list]), at };
}

/** What the state holds, with the list that the program declares, as far as its ids are known. */
export function asListed(olds: SecretState, news: SecretInputs | Props): SecretState {
  const { selectedRepositories } = news as SecretInputs;
  const members = new Set(membersOf(news, "selectedRepositories"));
  const known = Object.entries(olds.selectedRepositoryIds ?? {}).filter(([name]) =>
    members.has(name),
  );
  return { ...olds, selectedRepositories, selectedRepositoryIds: Object.fromEntries(known) };
}

/** A repository on a secret's own list, which a separate resource may also have added. */
export function onList(
  kind: SecretKind,
  props: SecretNamed & Pick<SecretState, "owner">,
  repository: number,
): string {
  const secret = `${identityOf(kind, kind.id(props))}${ofUser(props.owner)}`;
  return `the repository ${repository} on the list of ${secret}`;
}

interface SecretToDelete {
  id: string;
  outputs: SecretState;
  place?: SecretPlace;
  /** Other names of its repository. */
  names?: readonly string[];
}

/** The names of its repository under which the program now declares a secret. */
export async function namesDeclared(
  { kind, place, session }: Workplace,
  outputs: SecretState,
): Promise<string[]> {
  const repositoryId = outputs.repositoryId ?? place.whose.repositoryId;
  if (kind.inRepository !== true || repositoryId === undefined) return [];
  const names = session.declared.newNamesOf(identityIn(kind, outputs));
  return names.length === 0
    ? []
    : (await session.repositoryIds(kind.account)).leadingTo(repositoryId, names);
}

/**
 * Whether a secret stays because this operation's program declares it: under the name in the state, under its
 * repository's current name, or by its repository's id.
 */
export function keepSecretIfDeclared(
  kind: SecretKind,
  { id, outputs, place, names = [] }: SecretToDelete,
  session: Session,
): boolean {
  const renamed = names.map((repository) => ({ ...outputs, repository }));
  const addresses = place === undefined ? [outputs] : [outputs, place.secret, ...renamed];
  const identities = addresses.map((address) => identityIn(kind, address));
  const repositoryId = outputs.repositoryId ?? place?.whose.repositoryId;
  const thing = thingOf(kind, { ...outputs, repositoryId });
  const things = thing === undefined ? [] : [thing];
  const name = identityOf(kind, id);
  const written = writtenBy(outputs);
  return keepIfDeclared({ identities, things, name, outputs, written }, session);
}

/** GitHub deletes the list with its secret, and so what the program declares of it. */
export function refuseIfAddedTo(
  kind: SecretKind,
  outputs: SecretState,
  { declared }: Session,
): void {
  const adding = declared.addedTo(identityIn(kind, outputs), outputs.owner?.id);
  if (adding === undefined) return;
  const { className, repository } = adding;
  const id = `${kind.id(outputs)}/${repository ?? "…"}`;
  throw new Error(
    `this program still declares ${adding.name ?? `${className} ${id}`}, which would go with it. Remove that too, or keep the secret. If another ` +
      "stack manages the secret now, put it back with `retainOnDelete: true` (from a set: as a resource of its own), run " +
      "`pulumi up`, and then remove it.",
  );
}

/** A repository can have several names over time, but its secret is still the same one. */
function thingOf({ inRepository }: SecretKind, props: SecretState): string | undefined {
  const { repositoryId } = props;
  return inRepository === true && repositoryId !== undefined
    ? `the secret ${textOf(props, "secretName")} of the repository ${repositoryId}`
    : undefined;
}
