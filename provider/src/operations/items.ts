import type { GitHub, Params } from "../github/client";
import { Json } from "./json";

export interface List<Item> {
  /** Such as `GET /orgs/{org}/codespaces`. */
  route: string;
  params: Params;
  /** Under which name the answer has its items, such as `codespaces`. */
  under: string;
  itemOf: (item: Json) => Item;
  /** Whether GitHub's description knows pages of it. Default: true; else it comes whole. */
  paged?: false;
}

/** The items of a list, in GitHub's order. A page is asked for when its first item is wanted. */
export async function* itemsOf<Item>(github: GitHub, list: List<Item>): AsyncGenerator<Item> {
  const { route, params, paged = true } = list;
  const answers = paged ? github.pages(route, params) : [await github.request(route, params)];
  for await (const { data } of answers) {
    for (const item of new Json(data, "list").list(list.under)) yield list.itemOf(item);
  }
}

/** Everything that a list has. */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
