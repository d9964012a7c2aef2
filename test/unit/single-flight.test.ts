import { SingleFlight } from "../../provider/src/github/single-flight";

/** Answers 1, 2, 3 …; the questions whose number is in `failing` are refused. */
function counting(...failing: number[]) {
  let asked = 0;
  const flight = new SingleFlight(async () => {
    const number = ++asked;
    await Promise.resolve();
    if (failing.includes(number)) throw new Error(`refused ${number}`);
    return number;
  });
  return { flight, asked: () => asked };
}

test("a hundred who ask at once share one answer, and so do those who come later", async () => {
  const { flight, asked } = counting();
  const answers = await Promise.all(Array.from({ length: 100 }, () => flight.get()));

  expect(new Set([...answers, await flight.get()])).toEqual(new Set([1]));
  expect(asked()).toBe(1);
});

test("nothing is asked before somebody wants it", () => {
  expect(counting().asked()).toBe(0);
});

test("a failure is everybody's who waited, and the next one asks again", async () => {
  const { flight } = counting(1);
  const waiting = await Promise.allSettled([flight.get(), flight.get()]);

  expect(waiting.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await flight.get()).toBe(2);
});

test("what is forgotten is asked for again, and an answer under way does not come back", async () => {
  const { flight } = counting();
  const before = flight.get();
  flight.forget();

  expect(await flight.get()).toBe(2);
  expect(await before).toBe(1);
  expect(await flight.get()).toBe(2);
});

test("a failure of what was forgotten does not drop the answer that came after it", async () => {
  const { flight, asked } = counting(1);
  const before = flight.get().catch(String);
  flight.forget();
  await flight.get();

  expect(await before).toBe("Error: refused 1");
  expect(await flight.get()).toBe(2);
  expect(asked()).toBe(2);
});

test("a hundred who find the answer stale ask for one new one", async () => {
  const { flight, asked } = counting();
  await flight.get();
  const isStale = (answer: number) => answer === 1;
  const answers = await Promise.all(Array.from({ length: 100 }, () => flight.getUnless(isStale)));

  expect(new Set(answers)).toEqual(new Set([2]));
  expect(asked()).toBe(2);
});

test("an answer that is not stale is kept, and one that stays stale is asked for once more only", async () => {
  const { flight, asked } = counting();

  expect(await flight.getUnless(() => false)).toBe(1);
  expect(await flight.getUnless(() => true)).toBe(2);
  expect(asked()).toBe(2);
});
