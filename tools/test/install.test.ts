import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { blocksOf, Document, ROOT } from "../../test/support/markdown";

const run = promisify(execFile);

/** Evaluates an expression over the table's exports in a Node of its own: jest can't load ES modules. */
async function evaluate(expression: string): Promise<unknown> {
  const code = `import * as tool from ${JSON.stringify(join(ROOT, "tools/install/table.mjs"))};
    console.log(JSON.stringify(${expression}));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}

interface Cell {
  client: string;
  language: { name: string };
  node: string;
  sdk: { version: string };
}

const aspects: ((cell: Cell) => string)[] = [
  ({ client }) => client,
  ({ language }) => language.name,
  ({ node }) => node,
  ({ sdk }) => sdk.version,
];

test("in the matrix each client, language, Node and SDK meets each of the others", async () => {
  const cells = (await evaluate("tool.cells()")) as Cell[];
  const missing = aspects.flatMap((one, index) =>
    aspects.slice(index + 1).flatMap((other) => {
      const met = new Set(cells.map((cell) => `${one(cell)} with ${other(cell)}`));
      const possible = [...new Set(cells.map(one))].flatMap((first) =>
        [...new Set(cells.map(other))].map((second) => `${first} with ${second}`),
      );
      return possible.filter((pair) => !met.has(pair));
    }),
  );
  expect(cells).toHaveLength(27);
  // This one doesn't work, and so its Node and its client don't meet.
  expect(missing).toEqual([
    "Yarn 4, Plug'n'Play with TypeScript, ES modules",
    "Yarn 4, Plug'n'Play with 24.21.0",
  ]);
});

test("the matrix has the oldest supported versions, and what clients/ locks", async () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, "provider/package.json"), "utf8")) as {
    engines: { node: string };
    peerDependencies: Record<string, string>;
  };
  const lock = JSON.parse(
    readFileSync(join(ROOT, "tools/install/clients/nodes/package.json"), "utf8"),
  ) as { dependencies: Record<string, string> };
  const nodes = (await evaluate("tool.NODES")) as string[];
  const sdks = (await evaluate("tool.SDKS")) as { version: string }[];

  expect(manifest.engines.node).toBe(`^${nodes[0] ?? ""} || >=${nodes[1] ?? ""}`);
  expect(manifest.peerDependencies["@pulumi/pulumi"]).toBe(`^${sdks[0]?.version ?? ""}`);
  expect(Object.keys(lock.dependencies)).toEqual(nodes.map((version) => `node-${version}`));
});

test("docs/install.md shows the matrix", async () => {
  const { rows, head } = new Document("docs/install.md").table("Other clients and languages");
  const drawn = (await evaluate("tool.markdown()")) as string;
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [first = "", , ...others] = drawn.split("\n");
  expect([head, ...rows]).toEqual([cells(first), ...others.map(cells)]);
});

test("the README's blocks of installation are those of docs/install.md, which are run", () => {
  const all = blocksOf("sh", [new Document("docs/install.md")]).map(({ block }) => block.text);
  const readme = blocksOf("sh", [new Document("README.md")]).map(({ block }) => block.text);
  const shown = readme.filter((text) => /^(npm|pnpm) (init|add|install) /m.test(text));
  expect(shown.filter((text) => !all.includes(text))).toEqual([]);
  expect(shown.length).toBeGreaterThan(1);
});

test("each example that npm installs is tried", async () => {
  const main = join(ROOT, "tools/install/main.mjs");
  const { stdout } = await run(process.execPath, [main, "--list", "--only", "examples/"]);
  const all = readdirSync(join(ROOT, "examples"))
    .flatMap((name) => [`examples/${name}`, `examples/${name}/program`])
    .filter((path) => existsSync(join(ROOT, path, "package.json")));
  expect(stdout.trim().split("\n").sort()).toEqual(all.sort());
});
