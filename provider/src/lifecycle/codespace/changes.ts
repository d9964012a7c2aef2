import { codespaceFields } from "./fields";
import { declaredInputs } from "./outputs";
import { isSameRef, codespacePlaceOf, type CodespacePlace } from "./place";
import { changedIdentity } from "../../rules/fields";
import type { CodespaceInputs, CodespaceRecord } from "../../kinds/codespace";
import { defined, unknown, type Plain, type Props } from "../../rules/plain";
import type { Found } from "../perform";

/**
 * What has changed in the place: the inputs whose change makes another codespace (`replaces`), those that are
 * not known yet, of which only the `up` can tell (`open`), and whether only the repository's name has changed,
 * which may be a new name of the same repository (`mayBeRenamed`). It is no change to ask for what the codespace already has, nor to leave out
 * the area, since any will do. An input that isn't known yet doesn't prove one.
 */
export function changedPlace(olds: CodespaceRecord, news: Props) {
  const declared = declaredInputs(olds);
  const isUnknown = (name: string) =>
    news[name] === unknown ||
    (PLACE.test(name) && [news.repository, news.pullRequest].includes(unknown));
  const isThere: Record<string, (wanted: Plain) => boolean> = {
    repository: () => isSamePlace(olds, codespacePlaceOf(news)),
    pullRequest: () => isSamePlace(olds, codespacePlaceOf(news)),
    geo: (wanted) => wanted === undefined || wanted === AREA_OF[olds.location ?? ""],
    ref: (wanted) => isSameRef(declared.ref ?? olds.gitStatus?.ref, wanted),
    devcontainerPath: (wanted) => wanted !== undefined && wanted === olds.devcontainerPath,
  };
  const changed = changedIdentity(codespaceFields, declared, news);
  const replaces = changed.filter(
    (name) => !isUnknown(name) && isThere[name]?.(news[name]) !== true,
  );
  const open = Object.entries(codespaceFields).flatMap(([name, field]) =>
    field.replaces && news[name] === unknown ? [name] : [],
  );
  const [only = "", ...others] = replaces;
  const isPlaceAlone = PLACE.test(only) && others.length === 0;
  return {
    replaces,
    open,
    mayBeRenamed: isPlaceAlone && mayBeNewName(olds, codespacePlaceOf(news)),
  };
}

/** Exactly one of these two is given. */
const PLACE = /^(repository|pullRequest)$/;

/** What the codespace was made for, if the state knows. For an imported one, by GitHub's answer. */
export function madeFor(olds: CodespaceRecord): CodespacePlace | undefined {
  const declared = codespacePlaceOf(declaredInputs(olds));
  const { repositoryFullName: name, pullRequestUrl: url } = olds;
  if (declared !== undefined || name === undefined) return declared;
  const [, number] = /\/pulls\/(\d+)$/.exec(url ?? "") ?? [];
  return {
    repository: name.toLowerCase(),
    pull: number === undefined ? undefined : Number(number),
  };
}

/** With the place, the machine and the name that it has. What only a new codespace takes is left out. */
export function importedCodespace({
  id,
  outputs: seen,
  inputs: read,
}: Found<CodespaceRecord>): Found<CodespaceRecord> {
  const { machine, displayName } = seen;
  const inputs = defined({ ...read, ...placeInputs(seen), machine, displayName });
  return { id, inputs, outputs: { ...seen, declared: inputs } };
}

/** A pull request has its own branch. One that was made from a template and isn't published has no place. */
function placeInputs(seen: CodespaceRecord): CodespaceInputs {
  const place = madeFor(seen);
  if (place === undefined) return {};
  const { repository, pull } = place;
  if (pull !== undefined) return { pullRequest: `${repository}#${pull}` };
  return defined({ repository, ref: seen.gitStatus?.ref });
}

function isSamePlace(olds: CodespaceRecord, wanted: CodespacePlace | undefined): boolean {
  if (wanted === undefined || madeFor(olds)?.pull !== wanted.pull) return false;
  const { repositoryId, repositoryFullName: name } = olds;
  const known = [repositoryId, name?.toLowerCase()];
  return known.includes(wanted.repository);
}

/** A name tells nothing about an id, unless it is the name in the state; an id does. */
function mayBeNewName(olds: CodespaceRecord, wanted: CodespacePlace | undefined): boolean {
  const before = madeFor(olds);
  if (wanted === undefined || before === undefined || before.pull !== wanted.pull) return false;
  return typeof wanted.repository === "string" || olds.repositoryId === undefined;
}

/** GitHub's older name for each area, which its answers use. */
const AREA_OF: Record<string, string> = {
  WestEurope: "EuropeWest",
  SouthEastAsia: "SoutheastAsia",
  EastUs: "UsEast",
  WestUs2: "UsWest",
};
