/**
 * Does the work for each item, for at most `size` of them at once. Answers like `Promise.allSettled`: one that fails
 * doesn't stop the others.
 * @template T, R
 * @param {readonly T[]} items
 * @param {{ size: number, work: (item: T) => Promise<R> }} how
 * @returns {Promise<PromiseSettledResult<R>[]>}
 */
export async function pooled(items, { size, work }) {
  /** @type {PromiseSettledResult<R>[]} */
  const results = [];
  const left = items.entries();
  const worker = async () => {
    // All workers take from the same iterator, so each item is taken once.
    for (const [index, item] of left) {
      const [result] = await Promise.allSettled([work(item)]);
      results[index] = result;
    }
  };
  await Promise.all(Array.from({ length: size }, worker));
  return results;
}
