import type { Command } from "./command";
import type { Flag } from "./flags";

export const NAME = "pulumi-github-codespaces";
const WIDTH = 96;

/** What `--help` prints for one command. */
export function helpOf(command: Command): string {
  const { name, about, usage, groups, examples, found } = command;
  const parts = [
    ...about.map((paragraph) => wrapped(paragraph, WIDTH).join("\n")),
    section("Usage", [`  ${NAME} ${name} ${usage}`]),
    ...groups.map(({ heading, flags }) =>
      section(
        heading,
        rowsOf(Object.entries(flags).map(([flag, one]) => [written(flag, one), one.says])),
      ),
    ),
    ["Examples", ...examples.map((example) => `  ${example}`)].join("\n"),
    section("Exit codes", rowsOf(exits(found))),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What `--help` without a command prints. */
export function overview(commands: readonly Command[]): string {
  const parts = [
    "Reads what exists at GitHub for Codespaces, and changes nothing there.",
    section("Usage", [`  ${NAME} COMMAND [FLAGS]`]),
    section("Commands", rowsOf(commands.map(({ name, summary }) => [name, summary]))),
    `${NAME} COMMAND --help shows the help of a command; --version prints the version.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function exits(found: string | undefined): [string, string][] {
  const all: [string, string | undefined][] = [
    ["0", "Done."],
    ["1", "Failed: standard error says why."],
    ["2", "Wrong usage; GitHub was not asked."],
    ["3", found],
  ];
  return all.flatMap(([code, says]) => (says === undefined ? [] : [[code, says]]));
}

function written(name: string, { takes }: Flag): string {
  return takes === undefined ? `--${name}` : `--${name} ${takes}`;
}

function section(heading: string, lines: readonly string[]): string {
  return [heading, ...lines].join("\n");
}

/** Two columns; the second one goes on below itself. */
function rowsOf(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.flatMap(([first, second]) =>
    wrapped(second, WIDTH - width - 4).map(
      (line, index) => `  ${(index === 0 ? first : "").padEnd(width)}  ${line}`,
    ),
  );
}

/** Lines of at most so many characters. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
