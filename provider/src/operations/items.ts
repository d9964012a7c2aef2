import type { GitHub } from "../github/client";
import type { ListOperation } from "../github/lists";
import type { Params } from "../github/operation";

/**
 * The items of a list, in GitHub's order. A page is requested when its first item is needed, so what moves
 * meanwhile may be missing. `whole` reads all of them as they were at one moment.
 */
export interface Items<Item> extends AsyncIterable<Item> {
  whole(): Promise<Item[]>;
}

/** @param args or a function that finds them, called each time the list is gone through */
export function itemsOf<Item>(
  github: GitHub,
  list: ListOperation<Item>,
  args: Params | (() => Promise<Params>),
): Items<Item> {
  const known = async () => (typeof args === "function" ? args() : args);
  return {
    [Symbol.asyncIterator]: async function* () {
      for await (const { data } of github.pages(list, await known())) yield* data.items.values();
    },
    whole: async () => (await github.all(list, await known())).data,
  };
}
