import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { flagsOf } from "../../../provider/src/cli/command";
import { read } from "../../../provider/src/cli/flags";
import { helpOf, overview } from "../../../provider/src/cli/help";
import { commands } from "../../../provider/src/cli/main";
import { Document, ROOT } from "../../support/markdown";

// docs/command-line.md has the help as it is printed; HELP=write writes it.

const FILE = "docs/command-line.md";

const helps = [
  { first: "Reads what exists at GitHub", text: overview(commands) },
  ...commands.map((command) => ({ first: command.about[0] ?? "", text: helpOf(command) })),
];

test("the document has the help of each command as it is printed", () => {
  if (process.env.HELP === "write") writeHelp();
  const blocks = new Document(FILE).blocks.filter(({ kind }) => kind === "text");
  expect(blocks.map(({ text }) => text)).toEqual(helps.map(({ text }) => text));
});

function writeHelp(): void {
  let index = -1;
  const text = readFileSync(join(ROOT, FILE), "utf8").replace(/```text\n[^]*?```/g, () => {
    index += 1;
    return `\`\`\`text\n${helps[index]?.text ?? ""}\`\`\``;
  });
  writeFileSync(join(ROOT, FILE), text);
}

/** Each call of the command in the documents, without what a shell does with it. */
function callsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/pulumi-github-codespaces (\w+ [^|>\n]*)/g)].map(([, call = ""]) =>
      call.trim(),
    ),
  );
}

const pages = readdirSync(join(ROOT, "docs")).filter((file) => file.endsWith(".md"));
const written = ["README.md", "provider/README.md", ...pages.map((page) => `docs/${page}`)]
  .flatMap((path) => new Document(path).blocks)
  .filter(({ kind }) => ["sh", "yaml"].includes(kind));
const calls = [
  ...new Set(callsIn(written.map(({ text }) => text))),
  ...callsIn(commands.flatMap(({ examples }) => examples)),
];

test("the documents have calls of each command", () => {
  for (const { name } of commands) {
    expect(calls.filter((call) => call.startsWith(`${name} `)).length).toBeGreaterThan(1);
  }
});

test.each(calls)("`%s` is understood", (call) => {
  const [name, ...args] = call.split(" ");
  const flags = commands.filter((one) => one.name === name).map(flagsOf);
  expect(flags).toHaveLength(1);
  expect(() => flags.map((one) => read(one, args))).not.toThrow();
});
