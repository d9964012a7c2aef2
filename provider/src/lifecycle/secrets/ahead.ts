import type { SetKind } from "../../kinds/secrets";
import { isObject, setOf, type Props } from "../../rules/plain";
import { isFingerprint, makeAhead } from "../../session/values";
import type { Session } from "../../session/session";
import { printIdentity } from "../secret/value-fingerprint";
import { withValues } from "./check";

/**
 * Makes the fingerprints of a set's values before its check does: each is slow on purpose, and a check makes one after
 * another on one core. The check reports what is wrong with the set.
 */
export async function printAhead(kind: SetKind, news: Props, session: Session): Promise<void> {
  const values = valuesOf(kind, news);
  const { fingerprintKey: key } = session.settings;
  if (values.length > 1) await makeAhead(values.map((one) => ({ ...one, key })));
}

function valuesOf(kind: SetKind, news: Props): { value: string; identity: string }[] {
  const rows = withValues(news);
  const places = placesOf(kind, news);
  if (!isObject(rows)) return [];
  return Object.entries(rows).flatMap(([name, row]) => {
    const value = isObject(row) ? row.value : undefined;
    if (typeof value !== "string" || value === "" || isFingerprint(value)) return [];
    const secretName = name.toUpperCase();
    return places.map((place) => ({
      value,
      identity: printIdentity(kind.one, kind.one.id({ ...place, secretName })),
    }));
  });
}

/** The places of which everything is known. */
function placesOf(kind: SetKind, news: Props): Props[] {
  const { repositories } = news;
  const isList = Array.isArray(repositories);
  const names = isList ? repositories.filter((name) => typeof name === "string") : [];
  return kind
    .places(isList ? { ...news, repositories: setOf(names) } : news)
    .filter((place) => Object.values(place).every((one) => typeof one === "string"));
}
