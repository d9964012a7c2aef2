import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/markdown";

/** Evaluates an expression beside the example's `pooled`, in a Node of its own: jest can't load ES modules. */
function evaluate(expression: string): unknown {
  const file = join(ROOT, "examples", "many-organizations", "pool.mjs");
  const code = `import { pooled } from ${JSON.stringify(file)};
    let now = 0, most = 0;
    const work = async (item) => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now -= 1;
      if (item === "bad") throw new Error("no");
      return item.toUpperCase();
    };
    console.log(JSON.stringify(${expression}));`;
  const args = ["--input-type=module", "-e", code];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

test("the pool of many-organizations runs as many at once as it is told, and all of them", () => {
  const expression = `[(await pooled([..."abcdefg"], { size: 2, work })).map((r) => r.value).join(""), most]`;
  expect(evaluate(expression)).toEqual(["ABCDEFG", 2]);
});

test("one that fails doesn't stop the others, and each result is in its item's place", () => {
  const expression = `(await pooled(["a", "bad", "c"], { size: 1, work })).map((r) => r.value ?? r.reason.message)`;
  expect(evaluate(expression)).toEqual(["A", "no", "C"]);
});
