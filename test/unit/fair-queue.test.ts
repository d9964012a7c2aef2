import { FairQueue } from "../../provider/src/github/limits/fair-queue";

function filled(reads: number, writes: number): FairQueue<{ points: number; name: string }> {
  const queue = new FairQueue<{ points: number; name: string }>();
  for (let index = 1; index <= writes; index++)
    queue.add("write", { points: 5, name: `w${index}` });
  for (let index = 1; index <= reads; index++) queue.add("read", { points: 1, name: `r${index}` });
  return queue;
}

const names = (queue: ReturnType<typeof filled>, count: number) =>
  Array.from({ length: count }, () => queue.take()?.name);

test("each line keeps its order, and the one that was served fewer points is next", () => {
  expect(names(filled(7, 2), 9)).toEqual(["r1", "w1", "r2", "r3", "r4", "r5", "r6", "w2", "r7"]);
});

test("who comes in late has no claim to the turns of before", () => {
  const queue = filled(0, 10);
  names(queue, 8);
  for (let index = 1; index <= 20; index++) queue.add("read", { points: 1, name: `r${index}` });
  expect(names(queue, 8)).toEqual(["r1", "w9", "r2", "r3", "r4", "r5", "r6", "w10"]);
});

test("what is next is what is taken, until nobody waits", () => {
  const queue = filled(3, 3);
  while (queue.length > 0) {
    const next = queue.peek();
    expect(queue.take()).toBe(next);
  }
  expect([queue.peek(), queue.take(), queue.takeAll()]).toEqual([undefined, undefined, []]);
});

test("all that wait can be sent away at once", () => {
  const queue = filled(2, 2);
  queue.take();
  expect(queue.takeAll()).toHaveLength(3);
  expect(queue).toHaveLength(0);
});

test("a thousand and one that wait get their turn, each once and in order", () => {
  const all = names(filled(0, 1_001), 1_001);
  expect(all).toEqual(Array.from({ length: 1_001 }, (_, index) => `w${index + 1}`));
});
