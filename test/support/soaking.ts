import { randomInt } from "node:crypto";

/** How long each file of `npm run test:soak -- --minutes N` goes on. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? 1);

/** Does it with one new seed after another until the time is over, or something is broken; says what was done. */
export async function soak(
  what: string,
  work: (seed: number) => Promise<string>,
): Promise<{ broken: string; rounds: number }> {
  const end = performance.now() + MINUTES * 60_000;
  let rounds = 0;
  let broken = "";
  while (broken === "" && (rounds === 0 || performance.now() < end)) {
    const seed = randomInt(2 ** 31);
    broken = await work(seed);
    rounds += 1;
    process.stderr.write(`${what}: round ${rounds}, seed ${seed}\n`);
  }
  return { broken, rounds };
}

/** All of them, or as many as there is time for: from one by chance on, so that all meet sooner or later. */
export async function soakThrough<T>(
  what: string,
  items: readonly T[],
  work: (item: T) => Promise<readonly string[]>,
): Promise<{ broken: readonly string[]; done: number }> {
  const end = performance.now() + MINUTES * 60_000;
  const first = randomInt(items.length);
  const inTurn = [...items.slice(first), ...items.slice(0, first)];
  const broken: string[] = [];
  let done = 0;
  for (const item of inTurn) {
    if (done > 0 && (broken.length > 0 || performance.now() >= end)) break;
    broken.push(...(await work(item)));
    done += 1;
    process.stderr.write(`${what}: ${done} of ${items.length}, from ${first}\n`);
  }
  return { broken, done };
}
