import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const BENCH = resolve(__dirname, "../bench");
const run = promisify(execFile);

/** Evaluates an expression over a bench's exports in a Node of its own: jest can't load ES modules. */
async function evaluate(file: string, expression: string): Promise<unknown> {
  const code = `import * as tool from ${JSON.stringify(join(BENCH, file))};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}

test("the exponent of y = 3·x² is 2, that of y = 7·x is 1, and of a constant 0", async () => {
  const fit = (y: string) =>
    `tool.fittedExponent([10, 100, 3000].map((x) => ({ x, y: ${y} }))).toFixed(6)`;
  const found = await evaluate(
    "figures.mjs",
    `[${fit("3 * x * x")}, ${fit("7 * x")}, ${fit("5")}]`,
  );
  expect(found).toEqual(["2.000000", "1.000000", "0.000000"]);
});

test("the least time is a minute for each window but the last, and the last one's requests", async () => {
  const least = (points: number, lastRequests: number) =>
    `tool.minimumTime({ points: ${points}, lastRequests: ${lastRequests}, latencyMs: 50 })`;
  const times = [least(900, 100), least(901, 1), least(5020, 104), least(502, 101)];
  expect(await evaluate("figures.mjs", `[${times.join()}]`)).toEqual([50, 60_050, 300_100, 100]);
});

test("a query of GraphQL and a GET are a point, a write five", async () => {
  const requests = [
    { method: "GET", path: "/user" },
    { method: "POST", path: "/graphql" },
    { method: "PUT", path: "/orgs/acme/codespaces/secrets/A" },
  ];
  const found = await evaluate("figures.mjs", `${JSON.stringify(requests)}.map(tool.pointsOf)`);
  expect(found).toEqual([1, 1, 5]);
});

test("the median is the middle one, or between the two in the middle", async () => {
  expect(await evaluate("figures.mjs", "[tool.median([9, 1, 5]), tool.median([4, 1])]")).toEqual([
    5, 2.5,
  ]);
});

test.each([
  [850, "0.85 s"],
  [61_300, "61.3 s", "1 min"],
  [33_420_000, "33420.0 s", "9 h 17 min"],
])("%i ms is said as %s", async (ms, short, long = short) => {
  const said = await evaluate("figures.mjs", `[tool.seconds(${ms}), tool.longTime(${ms})]`);
  expect(said).toEqual([short, long]);
});

test("a goal is met up to its number, and not above it", async () => {
  const goals = [
    { goal: "one", most: 1.25, measured: 1.25 },
    { goal: "two", most: 900, measured: 1379 },
  ];
  const table = await evaluate("figures.mjs", `tool.goalTable(${JSON.stringify(goals)})`);
  expect(String(table).split("\n")).toEqual([
    "| Goal | At most | Measured | Met |",
    "| --- | --- | --- | --- |",
    "| one | 1.25 | 1.25 | yes |",
    "| two | 900 | 1,379 | **no** |",
  ]);
});

describe("what a bench writes into a document", () => {
  const write = (text: string, section: string) =>
    evaluate(
      "report.mjs",
      `tool.withSection(${JSON.stringify(text)}, "x", ${JSON.stringify(section)})`,
    );
  const marked = (section: string) => `<!-- bench x -->\n\n${section}\n\n<!-- end of bench x -->`;

  test("takes the place of what it wrote before, and leaves the rest alone", async () => {
    const text = `# Title\n\n${marked("old")}\n\nA note.\n`;
    expect(await write(text, "new $& 1")).toBe(`# Title\n\n${marked("new $& 1")}\n\nA note.\n`);
  });

  test("comes at the end of a document that it wasn't in", async () => {
    expect(await write("# Title\n", "new")).toBe(`# Title\n\n## x\n\n${marked("new")}\n`);
  });
});

test("of a secret in a state the bytes of inputs and outputs are told from the loader lines", async () => {
  const props = { __provider: "0123456789", org: "acme" };
  const type = "pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecret";
  const resources = [{ type: "pulumi:pulumi:Stack" }, { type, inputs: props, outputs: props }];
  const state = JSON.stringify({ checkpoint: { latest: { resources } } });
  const parts = await evaluate("state.mjs", `tool.stateParts(${JSON.stringify(state)})`);
  expect(parts).toMatchObject({
    goals: [{ measured: 80 }, { measured: 80 - 2 * '"__provider":"0123456789",'.length }],
  });
});

test("a simulated GitHub refuses what is over a minute's points, and what is over an hour's requests", async () => {
  const expression = `((clock) => {
    const answers = (perHour, count) => {
      const github = new tool.ModelledGitHub(clock, perHour);
      const all = Array.from({ length: count }, () => github.answer("PUT").status);
      return [all.filter((status) => status === 200).length, github.refused, github.points];
    };
    return [answers(Infinity, 200), answers(3, 5)];
  })({ now: () => 1000 })`;
  expect(await evaluate("modelled-github.mjs", expression)).toEqual([
    [180, 20, 900],
    [3, 2, 15],
  ]);
});

test("virtual time jumps to whoever sleeps next, and says when nobody does", async () => {
  const expression = `await (async () => {
    const clock = new tool.VirtualClock(0);
    const woken = [];
    const sleep = async (ms) => { await clock.sleep(ms); woken.push([ms, clock.now()]); };
    await clock.runUntil(Promise.all([sleep(3_600_000), sleep(50)]));
    const stuck = await clock.runUntil(new Promise(() => undefined)).catch((error) => error.message);
    return [woken, stuck];
  })()`;
  expect(await evaluate("virtual-clock.mjs", expression)).toEqual([
    [
      [50, 50],
      [3_600_000, 3_600_000],
    ],
    "everybody waits, and nobody for the clock",
  ]);
});

test("a thousand secrets take GitHub's limits hardly more than their least time, without a refusal", async () => {
  const row = (await evaluate("simulation.mjs", "await tool.rowOf(1000)")) as (string | number)[];
  expect(row.slice(0, 3)).toEqual(["1,000", "1,020", "5,020"]);
  expect(Number(row[5])).toBeLessThanOrEqual(1.05);
  expect(row.at(-1)).toBe(0);
});

test("the bench without a terraform says what to install", async () => {
  const code = `import { terraformVersion, NO_TERRAFORM } from ${JSON.stringify(join(BENCH, "peer/terraform.mjs"))};
    console.log(JSON.stringify([await terraformVersion() ?? null, NO_TERRAFORM]));`;
  const env = { ...process.env, PATH: BENCH };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { env });
  expect(JSON.parse(stdout)).toEqual([null, expect.stringContaining("install it (https://")]);
});

test("a peer's request below /api/v3 reaches the emulator's own path", async () => {
  const expression = `await (async () => {
    const { createServer } = await import("node:http");
    const server = createServer((request, answer) => answer.end(request.method + " " + request.url));
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    const forward = await tool.forwardTo("http://127.0.0.1:" + server.address().port);
    const paths = ["api/v3/orgs/acme?page=2", "api/graphql", "user"];
    const said = await Promise.all(paths.map(async (path) => (await fetch(forward.url + path)).text()));
    forward.close();
    server.close();
    server.closeAllConnections();
    return said;
  })()`;
  expect(await evaluate("peer/forward.mjs", expression)).toEqual([
    "GET /orgs/acme?page=2",
    "GET /graphql",
    "GET /user",
  ]);
});
