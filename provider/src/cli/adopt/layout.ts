/** A property of an object, as TypeScript: a text, or the members of a list. */
export type Property = readonly [name: string, value: string | readonly string[]];

/** The width that Prettier breaks lines at, unless it is told another one. */
const WIDTH = 80;

/** A text as TypeScript has it, whatever is in it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** `import { … } from "…";`, broken as Prettier breaks it. */
export function importOf(names: readonly string[], from: string): string {
  const line = `import { ${names.join(", ")} } from ${quoted(from)};`;
  if (line.length <= WIDTH) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${quoted(from)};`;
}

/** `new Class("name", { … });`, broken as Prettier breaks it. */
export function statementOf(
  className: string,
  name: string,
  properties: readonly Property[],
): string {
  const line = `new ${className}(${quoted(name)}, {`;
  if (line.length <= WIDTH) return `${line}\n${linesOf(properties, "  ")}});`;
  return `new ${className}(\n  ${quoted(name)},\n  {\n${linesOf(properties, "    ")}  },\n);`;
}

function linesOf(properties: readonly Property[], indent: string): string {
  return properties.map((property) => `${propertyOf(property, indent)},\n`).join("");
}

function propertyOf([name, value]: Property, indent: string): string {
  const start = `${indent}${name}: `;
  const line = start + (typeof value === "string" ? value : `[${value.join(", ")}]`);
  if (line.length + 1 <= WIDTH) return line;
  if (typeof value !== "string") {
    return `${start}[\n${value.map((member) => `${indent}  ${member},\n`).join("")}${indent}]`;
  }
  // A call is broken within its brackets, anything else after the colon, and then at its last dot.
  const call = /^(.*\()(".*")\)$/.exec(value);
  const below = `\n${indent}  `;
  if (call === null) {
    const isLong = below.length + value.length > WIDTH;
    const broken = isLong ? value.replace(/^(process\.env)(\.\w+)$/, `$1${below}  $2`) : value;
    return `${indent}${name}:${below}${broken}`;
  }
  return `${start}${call[1] ?? ""}\n${indent}  ${call[2] ?? ""},\n${indent})`;
}
