import {
  accessNote,
  isList,
  isProperties,
  NO_LOGIN,
  type Declaration,
  type Properties,
  type Value,
} from "./declarations";
import type { Outline } from "./program";

const PACKAGE = "pulumi-github-codespaces";

/** A program in TypeScript, which is one in JavaScript too: an ES module. */
export function scriptOf({ introduction, orgs, declarations, options, values }: Outline): string {
  const classes = [...new Set(declarations.map(({ className }) => className))].sort();
  const hasConfig = values.some(({ from }) => from === "config");
  const head = [
    ...introduction.map(comment),
    ...(hasConfig ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    classes.length > 0 ? importOf(classes, PACKAGE) : "export {};",
  ];
  const parts = [
    head.join("\n"),
    ...(hasConfig ? ["const config = new pulumi.Config();"] : []),
    ...orgs.map((org) => accessLines(org).map(comment).join("\n")),
    ...declarations.map((one) => statementOf(one, options(one))),
  ];
  return `${parts.join("\n\n")}\n`;
}

const comment = (line: string) => `// ${line}`;

function accessLines(org: string): string[] {
  return [
    ...accessNote(org),
    "Import OrgCodespacesAccess too.",
    `new OrgCodespacesAccess(${quoted(org)}, {`,
    `  org: ${quoted(org)},`,
    '  visibility: "selected_members",',
    `  selectedUsernames: [${quoted(NO_LOGIN)}],`,
    "});",
  ];
}

/** The width that Prettier breaks lines at, unless it is told another one. */
const WIDTH = 80;

/** A text as TypeScript has it, whatever is in it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** `import { … } from "…";`, with Prettier's line breaks. */
function importOf(names: readonly string[], from: string): string {
  const line = `import { ${names.join(", ")} } from ${quoted(from)};`;
  if (line.length <= WIDTH) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${quoted(from)};`;
}

/** `new Class("name", { … });`, with Prettier's line breaks. */
function statementOf(
  { className, name, properties }: Declaration,
  options: Properties | undefined,
): string {
  const line = `new ${className}(${quoted(name)}, {`;
  if (options === undefined && line.length <= WIDTH) {
    return `${line}\n${linesOf(properties, "  ")}});`;
  }
  const last = options === undefined ? "" : `  ${objectOf(options, "  ", "  ".length)},\n`;
  return `new ${className}(\n  ${quoted(name)},\n  {\n${linesOf(properties, "    ")}  },\n${last});`;
}

function linesOf(properties: Properties, indent: string): string {
  return [...properties].map((property) => `${propertyOf(property, indent)},\n`).join("");
}

function propertyOf([name, value]: readonly [string, Value], indent: string): string {
  const start = `${indent}${keyed(name)}: `;
  if (isProperties(value)) {
    if (start.length < WIDTH) return start + objectOf(value, indent, start.length);
    return `${start.trimEnd()}\n${indent}  ${objectOf(value, `${indent}  `, indent.length + 2)}`;
  }
  const line = start + inLine(value);
  if (line.length + 1 <= WIDTH) return line;
  if (isList(value)) {
    const members = value.map((member) => `${indent}  ${quoted(member)},\n`);
    return `${start}[\n${members.join("")}${indent}]`;
  }
  return start.trimEnd() + broken(value, indent);
}

/** A call is broken within its brackets, anything else after the colon, and then at its last dot. */
function broken(value: Scalar, indent: string): string {
  const below = `\n${indent}  `;
  if (value === true || typeof value === "string") return below + inLine(value);
  if (value.from === "config") {
    return ` config.requireSecret(${below}${quoted(value.name)},\n${indent})`;
  }
  const isLong = below.length + inLine(value).length > WIDTH;
  return isLong ? `${below}process.env${below}  .${value.name}` : below + inLine(value);
}

/** On one line if it fits there, unless there are objects in it. */
function objectOf(properties: Properties, indent: string, before: number): string {
  const members = [...properties].map(([name, value]) =>
    isProperties(value) ? undefined : `${keyed(name)}: ${inLine(value)}`,
  );
  const line = `{ ${members.join(", ")} }`;
  const fits = before + line.length + 1 <= WIDTH;
  if (fits && !members.includes(undefined)) return line;
  return `{\n${linesOf(properties, `${indent}  `)}${indent}}`;
}

function keyed(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

type Scalar = Exclude<Value, readonly string[] | Properties>;

function inLine(value: Scalar | readonly string[]): string {
  if (value === true) return "true";
  if (typeof value === "string") return quoted(value);
  if (isList(value)) return `[${value.map(quoted).join(", ")}]`;
  const { from, name } = value;
  return from === "env" ? `process.env.${name}` : `config.requireSecret(${quoted(name)})`;
}
