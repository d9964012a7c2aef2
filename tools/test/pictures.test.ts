import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

// The pictures of the documentation follow from its numbers and its transcript.

const ROOT = resolve(__dirname, "../..");
const run = promisify(execFile);

/** Evaluates an expression over the tool's exports in a Node of its own: jest can't load ES modules. */
async function evaluate(file: string, expression: string): Promise<unknown> {
  const code = `import { readFileSync } from "node:fs";
    import * as tool from ${JSON.stringify(join(ROOT, "tools/pictures", file))};
    const read = (path) => readFileSync(${JSON.stringify(`${ROOT}/`)} + path, "utf8");
    console.log(JSON.stringify(${expression}));`;
  const options = { maxBuffer: 2 ** 24 };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], options);
  return JSON.parse(stdout);
}

test("each picture is what `npm run docs:pictures` draws of the documents as they are", async () => {
  const drawn = (await evaluate("pictures.mjs", "tool.pictures(read)")) as Record<string, string>;
  expect(Object.keys(drawn)).toHaveLength(5);
  for (const [path, picture] of Object.entries(drawn)) {
    expect(readFileSync(join(ROOT, path), "utf8")).toBe(picture);
  }
});

test("another number in a document is another picture, and one only", async () => {
  const changed = `((other) => {
    const [before, after] = [tool.pictures(read), tool.pictures(other)];
    return Object.keys(after).filter((path) => after[path] !== before[path]);
  })((path) => read(path).replace(/\\| Time at 0 ms[^]*?(?=\\n\\n)/, (table) => table.replaceAll(" s ", "0 s ")))`;
  expect(await evaluate("pictures.mjs", changed)).toEqual(["docs/pictures/peer-time.svg"]);
});

test("a bar of twice the number is twice as long, and one of nothing isn't there", async () => {
  const bars = [0, 50, 100].map((length) => ({ length, says: String(length) }));
  const chart = {
    title: "t",
    note: "n",
    names: ["one", "two", "three"],
    groups: [{ label: "g", bars }],
  };
  const picture = String(await evaluate("bars.mjs", `tool.barChart(${JSON.stringify(chart)})`));
  const widths = [...picture.matchAll(/width="([\d.]+)" height="15"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toEqual([0, (widths[2] ?? 0) / 2, widths[2]]);
  expect(widths[2]).toBeGreaterThan(100);
});

test("on a logarithmic axis ten times as much is as far as ten times before", async () => {
  const ticks = [1, 10, 100].map((at) => ({ at, says: String(at) }));
  const points = ticks.map(({ at }) => ({ x: at, y: at }));
  const across = { label: "l", ticks };
  const chart = { title: "t", note: "n", across, up: ticks, lines: [{ name: "a", points }] };
  const picture = String(await evaluate("lines.mjs", `tool.lineChart(${JSON.stringify(chart)})`));
  const places = [...picture.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)];
  const [first, second, third] = places.map(([, x, y]) => [Number(x), Number(y)]);
  expect(second).toEqual([0, 1].map((at) => ((first?.[at] ?? 0) + (third?.[at] ?? 0)) / 2));
});

test("times and counts are read as the benches write them", async () => {
  const times = '["0.10 s", "5 min", "9 h 17 min"].map(tool.secondsIn)';
  const counts = '["1,020", "402 (802 points)"].map(tool.countIn)';
  expect(await evaluate("tables.mjs", `[${times}, ${counts}]`)).toEqual([
    [0.1, 300, 33_420],
    [1020, 402],
  ]);
});
