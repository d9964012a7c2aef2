import type { GitHub } from "../github/client";
import type { ListOf } from "../github/lists";

/**
 * The items of a list, in GitHub's order. A page is asked for when its first item is wanted, so that
 * what moves meanwhile may be missing; `whole` reads all of them as they were at one moment.
 */
export interface Items<Item> extends AsyncIterable<Item> {
  whole(): Promise<Item[]>;
}

/** @param list or what finds out what the list is, each time that it is gone through */
export function itemsOf<Item>(
  github: GitHub,
  list: ListOf<Item> | (() => Promise<ListOf<Item>>),
): Items<Item> {
  const found = async () => (typeof list === "function" ? list() : list);
  return {
    [Symbol.asyncIterator]: async function* () {
      for await (const { data } of github.pages(await found())) yield* data.items.values();
    },
    whole: async () => (await github.all(await found())).data,
  };
}
