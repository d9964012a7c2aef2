import type { GitHub, Params } from "../github/client";
import { Json } from "./json";

export interface List<Item> {
  /** Such as `GET /orgs/{org}/codespaces`. */
  route: string;
  params: Params;
  /** Under which name the answer has its items, such as `codespaces`. */
  under: string;
  itemOf: (item: Json) => Item;
}

/** The items of a list, in GitHub's order. A page is asked for when its first item is wanted. */
export async function* itemsOf<Item>(github: GitHub, list: List<Item>): AsyncGenerator<Item> {
  for await (const { data } of github.pages(list.route, list.params)) {
    for (const item of new Json(data, "list").list(list.under)) yield list.itemOf(item);
  }
}

/** Everything that a list has. */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
