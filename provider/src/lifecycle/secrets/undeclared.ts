import type { SetKind } from "../../kinds/secrets";
import { defined, isObject, without, type Plain, type Props } from "../../rules/plain";
import type { ListedSecret } from "../../session/secret-scope";
import type { Owner, Session } from "../../session/session";
import { ownerOf, refuseOtherOwner } from "../owner";
import { goTo } from "../secret/workplace";
import { singlesIn, type Singles } from "./singles";

/** What a preview shows in the place of a report: an `up` doesn't touch it. */
const LEFT = 'left as it is (undeclared: "report")';

/** What the program says of what a refresh has found. With `delete` it says nothing: the diff takes it away. */
export function leftAsTheyAre(
  { undeclared }: Props,
  { olds, singles }: { olds: Props; singles: Singles },
): Props | undefined {
  if (undeclared !== "report") return undefined;
  const left = found(olds).filter(([key]) => !singles.has(key));
  return left.length === 0 ? undefined : Object.fromEntries(left.map(([key]) => [key, LEFT]));
}

interface SetOutputs {
  undeclaredSecrets?: Props;
  owner?: Props | undefined;
}

/**
 * What GitHub has at the places of a set that the set doesn't declare, by key, in words that don't change by themselves; and whose that is,
 * unless the place tells.
 */
export async function undeclaredAt(
  kind: SetKind,
  { set, singles }: { set: Props; singles: Singles },
  session: Session,
): Promise<SetOutputs> {
  if (set.undeclared !== "report" && set.undeclared !== "delete") return {};
  const owner = await ownerOf(kind.one, session);
  await refuseOtherOwner(kind.one, { owner: set.owner as Owner | undefined }, session);
  const places = await Promise.all(
    kind.places(set).map(async (place) => {
      const known = [...singles.values()].find((single) => isAt(single, place));
      const { scope } = await goTo(kind.one, known ?? { ...place, secretName: "ANY" }, session);
      return [...(await scope.list()).secrets.values()].map((secret): [string, string] => [
        kind.keyOf({ ...place, secretName: secret.name.toUpperCase() }),
        inWords(secret),
      ]);
    }),
  );
  const left = places.flat().filter(([key]) => !singles.has(key));
  return left.length === 0
    ? {}
    : { undeclaredSecrets: Object.fromEntries(left.sort()), owner: owner && { ...owner } };
}

function isAt(single: Props, place: Props): boolean {
  return Object.entries(place).every(([name, value]) => single[name] === value);
}

function inWords({ createdAt, updatedAt }: ListedSecret): string {
  return `created ${createdAt}, last written ${updatedAt}`;
}

/** What a refresh has found and the program wants to be deleted, as its single class would have it in the state. */
export function toDelete(
  kind: SetKind,
  { olds, news, declared }: { olds: Props; news: Props; declared: Singles },
): Singles {
  if (news.undeclared !== "delete") return new Map();
  const { owner } = olds;
  const known = [...singlesIn(kind, olds).values()];
  const places = kind.places(news);
  const seen = found(olds).flatMap(([key, words]): [string, Props][] => {
    const [, createdAt, updatedAt] =
      /^created (\S+), last written (\S+)$/.exec(typeof words === "string" ? words : "") ?? [];
    if (createdAt === undefined || updatedAt === undefined || declared.has(key)) return [];
    const named = kind.named(key, olds);
    const place = without(named, ["secretName"]);
    // The set no longer answers for a repository that leaves it.
    if (!places.some((one) => isAt(place, one))) return [];
    // A name of a repository may be another one's by now.
    const repositoryId = known.find((single) => isAt(single, place))?.repositoryId;
    return [[key, defined({ ...named, createdAt, updatedAt, owner, repositoryId })]];
  });
  return new Map(seen);
}

/** What was to be deleted and is still there stays known, so that the next `up` deletes it. */
export function withUndeclared(
  news: Props,
  { olds, there }: { olds: Props; there: Singles },
): Props {
  const left = news.undeclared === "delete" ? found(olds).filter(([key]) => there.has(key)) : [];
  return left.length === 0 ? news : { ...news, undeclaredSecrets: Object.fromEntries(left) };
}

function found({ undeclaredSecrets }: Props): [string, Plain][] {
  return isObject(undeclaredSecrets) ? Object.entries(undeclaredSecrets) : [];
}
