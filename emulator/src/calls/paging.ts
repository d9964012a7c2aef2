const defaultSize = 30;
const greatestSize = 100;

export interface Page<T> {
  items: T[];
  total: number;
  headers: Record<string, string>;
}

/** The part of a list that `page` and `per_page` ask for, with GitHub's Link header. */
export function pageOf<T>(
  all: readonly T[],
  address: { url: string; query: Record<string, string> },
): Page<T> {
  // GitHub silently caps per_page at 100, and treats 0 as left out.
  const size = Math.min(Number(address.query.per_page) || defaultSize, greatestSize);
  const page = Number(address.query.page) || 1;
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = linkHeader(address, page, last);
  return {
    items: all.slice((page - 1) * size, page * size),
    total: all.length,
    headers: link ? { link } : {},
  };
}

function linkHeader(
  { url, query }: { url: string; query: Record<string, string> },
  page: number,
  last: number,
): string {
  const to = (target: number, rel: string): string => {
    const search = new URLSearchParams({ ...query, page: String(target) });
    return `<${url}?${search.toString()}>; rel="${rel}"`;
  };
  const before = page > 1 ? [to(Math.min(page - 1, last), "prev")] : [];
  const after = page < last ? [to(page + 1, "next"), to(last, "last")] : [];
  const first = page > 1 ? [to(1, "first")] : [];
  return [...before, ...after, ...first].join(", ");
}

/** What GitHub silently tolerates, for the request log. */
export function pagingNotes(query: Record<string, string>): string[] {
  const size = Number(query.per_page);
  return size > greatestSize ? [`per_page ${size} was capped at ${greatestSize}`] : [];
}
