import { Turns } from "../../provider/src/session/turns";
import { settle } from "./virtual-clock";

const turns = new Turns();

/** A piece of work that ends when the test says so. */
function work(log: string[], name: string) {
  const { promise, resolve, reject } = withResolvers();
  const run = () => {
    log.push(`${name} begins`);
    return promise.finally(() => log.push(`${name} ends`));
  };
  return { run, end: resolve, fail: reject };
}

function withResolvers() {
  let end!: () => void;
  let fail!: (error: Error) => void;
  const promise = new Promise<void>((resolve, reject) => {
    [end, fail] = [resolve, reject];
  });
  return { promise, resolve: end, reject: fail };
}

test("work of one key happens one after another, in the order in which it was asked for", async () => {
  const log: string[] = [];
  const works = ["first", "second", "third"].map((name) => work(log, name));
  const all = Promise.all(works.map(({ run }) => turns.take("acme/TOKEN", run)));
  for (const { end } of works.toReversed()) end();
  await all;

  expect(log).toEqual([
    "first begins",
    "first ends",
    "second begins",
    "second ends",
    "third begins",
    "third ends",
  ]);
});

test("work of another key does not wait", async () => {
  const log: string[] = [];
  const [one, other] = [work(log, "one"), work(log, "other")];
  const all = Promise.all([turns.take("acme/ONE", one.run), turns.take("acme/OTHER", other.run)]);
  await settle();

  expect(log).toEqual(["one begins", "other begins"]);
  one.end();
  other.end();
  await all;
});

test("a failure is its own only: what comes after it happens", async () => {
  const log: string[] = [];
  const [bad, good] = [work(log, "bad"), work(log, "good")];
  const failed = turns.take("acme/TOKEN", bad.run).catch(String);
  const done = turns.take("acme/TOKEN", good.run);
  bad.fail(new Error("refused"));
  good.end();

  expect(await failed).toBe("Error: refused");
  await done;
  expect(log.at(-1)).toBe("good ends");
});

test("it gives back what the work gives", async () => {
  expect(await turns.take("acme/TOKEN", () => Promise.resolve(5))).toBe(5);
});
