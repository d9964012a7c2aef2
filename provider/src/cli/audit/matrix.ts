import { compared } from "../inventory";
import type { AuditedSecret } from "./report";

/** With more columns a page would be neither readable nor quick. */
const MOST = 60;

/** Which repositories get which secrets. */
export interface Matrix {
  /** The repositories that any list names. */
  columns: readonly string[];
  /** How many repositories have no column. */
  left: number;
  /** For each column, whether its repository gets the secret. */
  cellsOf: (secret: AuditedSecret) => boolean[];
}

export function matrixOf(secrets: readonly AuditedSecret[]): Matrix {
  const counts = new Map<string, number>();
  const isPrivate = new Map<string, boolean>();
  for (const { scope, repositories = [] } of secrets) {
    if (scope.kind === "repo") count(counts, scope.repository);
    for (const one of repositories) {
      count(counts, one.repository);
      isPrivate.set(one.repository, one.private);
    }
  }
  const all = [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
  const columns = all.slice(0, MOST).sort(compared);
  return {
    columns,
    left: all.length - columns.length,
    cellsOf: (secret) => columns.map((name) => gets(secret, name, isPrivate.get(name) ?? true)),
  };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** An organization's secret is for its own repositories alone. */
function gets(
  { scope, visibility, repositories }: AuditedSecret,
  name: string,
  isPrivate: boolean,
): boolean {
  if (scope.kind === "repo") return same(scope.repository, name);
  if (repositories !== undefined) return repositories.some((one) => same(one.repository, name));
  const isOwn = scope.kind === "org" && name.toLowerCase().startsWith(`${scope.org}/`);
  return isOwn && (visibility === "all" || isPrivate);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
