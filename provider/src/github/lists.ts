import type { Answer } from "./answer";
import type { Clock } from "../clock";
import { Json } from "./json";
import { paramsOf, type Operation, type Params, type Reader } from "./operation";
import { destinationOf } from "./route";

/** One of GitHub's lists. */
export interface ListOperation<Item> extends Operation<Page<Item>>, Listed<Item> {}

interface Listed<Item> {
  /** The name under which the answer has its items, such as `codespaces`. */
  under: string;
  itemOf: (item: Json, args: Params) => Item;
  /** Whether GitHub's description has pages for it. Default: true; otherwise it arrives whole. */
  paged?: false;
}

export interface Page<Item> {
  /** The size of the whole list. */
  total: number;
  /** The key identifies an item that appears on two pages. */
  items: ReadonlyMap<string, Item>;
}

/** Describes a list and how its pages are read. */
export function listOperation<Item, Its extends Omit<Operation, "read" | "done">>(
  operation: Its & Listed<Item>,
) {
  const read: Reader<Page<Item>> = (data, _, args) => readPage(data, operation, args);
  return { ...operation, done: [200], read };
}

export type AskPage<Item> = (page: number) => Promise<Answer<Page<Item>>>;

/** A hundred thousand entries: GitHub lets an organization have no more of anything. */
const MOST_PAGES = 1_000;

/** Waits, in milliseconds, before an incompletely read list is read again. */
const AGAIN_AFTER = [1_000, 2_000, 4_000];

/** GitHub gave only a part of a list: what isn't on it may exist all the same. */
export class ListInPart extends Error {}

function readPage<Item>(data: unknown, { under, itemOf }: Listed<Item>, args: Params): Page<Item> {
  const list = new Json(data, "list");
  const items = list.list(under).map((item) => [identityOf(item), itemOf(item, args)] as const);
  return { total: list.number("total_count"), items: new Map(items) };
}

/**
 * The pages of a list, following GitHub's Link headers, and its count if a proxy drops them. What moves between
 * two pages may be missing or come twice, but in the end there are never fewer items than GitHub counts.
 */
export async function* pagesOf<Item>(
  ask: AskPage<Item>,
  list: ListOperation<Item>,
  args: Params,
): AsyncGenerator<Answer<Page<Item>>> {
  const { path } = destinationOf(list.route, paramsOf(list, args));
  const seen = new Set<string>();
  // The smallest count of all pages: an item that is added meanwhile isn't missing.
  let total = Infinity;
  for (let page = 1, more = true; more; page++) {
    const answer = await ask(page);
    if (answer.leftOut !== undefined) throw leftOut(path, answer.leftOut);
    if (page > MOST_PAGES) throw endless(path);
    yield answer;
    const before = seen.size;
    for (const key of answer.data.items.keys()) seen.add(key);
    total = Math.min(total, answer.data.total);
    // A page that brings nothing new is the last one, whatever GitHub says about it.
    const goesOn = seen.size > before && list.paged !== false;
    more = goesOn && (answer.next || seen.size < answer.data.total);
  }
  if (list.paged !== false && seen.size < total) throw notWhole(path, total, seen.size);
}

/** The whole list. It is read again if its pages' counts disagree with each other or with what was read. */
export async function wholeList<Item>(
  ask: AskPage<Item>,
  { list, args }: { list: ListOperation<Item>; args: Params },
  clock: Clock,
): Promise<Answer<Item[]>> {
  for (const wait of [0, ...AGAIN_AFTER]) {
    if (wait > 0) await clock.sleep(wait);
    const read = await readThrough(ask, { list, args }, wait === AGAIN_AFTER.at(-1));
    if (read !== undefined) return read;
  }
  const { path } = destinationOf(list.route, paramsOf(list, args));
  throw new ListInPart(`${path} changed while it was being read: run again.`);
}

/** Undefined if it was not read completely; at the last try, an error that says what is missing. */
async function readThrough<Item>(
  ask: AskPage<Item>,
  { list, args }: { list: ListOperation<Item>; args: Params },
  isLast: boolean,
): Promise<Answer<Item[]> | undefined> {
  const answers: Answer<Page<Item>>[] = [];
  try {
    for await (const answer of pagesOf(ask, list, args)) answers.push(answer);
  } catch (error) {
    if (error instanceof NotWhole && !isLast) return undefined;
    throw error;
  }
  const [first] = answers;
  if (first === undefined) return undefined;
  const items = new Map(answers.flatMap(({ data }) => [...data.items]));
  const isOne = answers.every(({ data }) => data.total === items.size);
  return isOne ? { ...first, data: [...items.values()] } : undefined;
}

class NotWhole extends ListInPart {}

function notWhole(path: string, total: number, seen: number) {
  return new NotWhole(
    `GitHub says that ${path} has ${total} entries, but returns ${seen}: the missing ones ` +
      "may still exist, so nothing is concluded from the list. Run again; if this persists, " +
      "a proxy truncates the list, or the token can see only part of it.",
  );
}

function endless(path: string): ListInPart {
  return new ListInPart(
    `${path} does not end: after ${MOST_PAGES} pages there was still another one, so ` +
      "nothing is concluded from it. Is there a proxy or a gateway in between?",
  );
}

function leftOut(path: string, organizations: readonly string[]): ListInPart {
  const whose =
    organizations.length > 0 ? ` with the ids ${organizations.slice(0, 20).join(", ")}` : "";
  return new ListInPart(
    `GitHub left out of ${path} what belongs to organizations${whose}: the token is not authorized for their ` +
      "single sign-on, so nothing is concluded from the rest. Authorize it (at GitHub: Settings, Developer settings, " +
      "the token's Configure SSO), or use a token that is.",
  );
}

/** Identifies the same entry on two pages. */
function identityOf(item: Json): string {
  const id = item.numberIfAny("id");
  return id === undefined ? (item.textIfAny("path") ?? item.text("name")) : String(id);
}
