import type { Finding } from "./findings";
import type { Report } from "./report";
import {
  CODESPACE_COLUMNS,
  days,
  declaredBy,
  previewInWords,
  scopesInWords,
  stacksInWords,
  timeOf,
  unknownInWords,
  unreadableInWords,
  whoGets,
  wordsOf,
} from "./words";

/** A table in words. */
export interface WordTable {
  title: string;
  head: string[];
  rows: string[][];
  /** Shown in place of a table without rows. */
  empty: string;
}

/** What a report has, for a terminal and for Markdown. */
export interface Sheet {
  title: string;
  lines: string[];
  tables: WordTable[];
}

export function sheetOf(report: Report, findings: readonly Finding[] | undefined): Sheet {
  const { scopes, at } = report;
  const lines = [
    stacksInWords(report),
    unreadableInWords(report),
    previewInWords(report),
    unknownInWords(report),
  ];
  return {
    title: `Codespaces of ${scopesInWords(scopes)}, ${timeOf(at)}`,
    lines: lines.filter((line) => line !== undefined),
    tables: [...secretTable(report), ...codespaceTable(report), ...findingTable(findings)],
  };
}

function secretTable({ secrets, hasSecrets, stacks, creates }: Report): WordTable[] {
  if (!hasSecrets) return [];
  const hasStacks = stacks.length > 0;
  const hasPreview = creates !== undefined;
  const table: WordTable = {
    title: "Secrets",
    head: [
      ...["Secret", "Visibility", "Who gets it", "Age"],
      ...(hasStacks ? ["Declared by"] : []),
      ...(hasPreview ? ["With this preview"] : []),
    ],
    rows: secrets.map((secret) => [
      secret.id,
      secret.visibility ?? "",
      whoGets(secret),
      days(secret.age),
      ...(hasStacks ? [declaredBy(secret)] : []),
      ...(hasPreview ? [secret.preview ?? ""] : []),
    ]),
    empty: "There are none.",
  };
  return [table];
}

function codespaceTable({ codespaces, at }: Report): WordTable[] {
  if (codespaces === undefined) return [];
  const head = [...CODESPACE_COLUMNS];
  const rows = codespaces.map((codespace) => wordsOf(codespace, at));
  return [{ title: "Codespaces", head, rows, empty: "There are none." }];
}

function findingTable(findings: readonly Finding[] | undefined): WordTable[] {
  if (findings === undefined) return [];
  const rows = findings.map(({ id, rule, says }) => [id, rule, says]);
  const empty = "Nothing matches --fail-on.";
  return [{ title: "Found", head: ["Id", "Rule", "What"], rows, empty }];
}

/** For a terminal. */
export function plain({ title, lines, tables }: Sheet): string {
  const parts = [
    [title, ...lines].join("\n"),
    ...tables.map((table) => [table.title, ...columnsOf(table)].join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function columnsOf({ head, rows, empty }: WordTable): string[] {
  if (rows.length === 0) return [`  ${empty}`];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** For the summary of a job. */
export function markdown({ title, lines, tables }: Sheet): string {
  const parts = [`## ${escaped(title)}`, ...lines.map(escaped), ...tables.map(markdownOf)];
  return `${parts.join("\n\n")}\n`;
}

function markdownOf({ title, head, rows, empty }: WordTable): string {
  if (rows.length === 0) return `### ${title}\n\n${empty}`;
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = `| ${head.map(() => "---").join(" | ")} |`;
  return [`### ${title}`, "", line(head), rule, ...rows.map(line)].join("\n");
}

/** Escapes what Markdown would take for markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~&#!@]/g, (mark) => ENTITIES.get(mark) ?? `\\${mark}`);
}

const ENTITIES = new Map(
  Object.entries({ "<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "|": "&#124;" }),
);
