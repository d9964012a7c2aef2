import type { SetKind } from "../../kinds/secrets";
import { defined, isObject, without, type Plain, type Props } from "../../rules/plain";
import type { ListedSecret } from "../../session/secret-scope";
import type { Owner, Session } from "../../session/session";
import { ownerOf, refuseOtherOwner } from "../owner";
import { goTo } from "../secret/workplace";
import { singlesIn, type Singles } from "./singles";

/** What a preview shows in place of a report: an `up` leaves it alone. */
const LEFT = 'left as it is (undeclared: "report")';

/** What the program declares about what a refresh has found. With `delete` that is nothing, so the diff shows its removal. */
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
 * The secrets that GitHub has at a set's places and the set doesn't declare, by key, in words that stay the same while nothing changes;
 * and their owner, unless the place says it.
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

/** What a refresh has found and the program wants deleted, each as the state of its single class. */
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
    // By now another repository may have this name.
    const repositoryId = known.find((single) => isAt(single, place))?.repositoryId;
    return [[key, defined({ ...named, createdAt, updatedAt, owner, repositoryId })]];
  });
  return new Map(seen);
}

/** Keeps what should have been deleted and is still there, so that the next `up` deletes it. */
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
