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
