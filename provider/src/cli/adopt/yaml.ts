import {
  accessNote,
  isList,
  isProperties,
  NO_LOGIN,
  type Properties,
  type Value,
} from "./declarations";
import type { Outline } from "./program";

/** A program in YAML, which the plugin runs. */
export function yamlOf({ introduction, orgs, declarations, options, values }: Outline): string {
  const resources = declarations.map((one) => {
    const own = options(one);
    const members: [string, Value][] = [
      ["type", `github-codespaces:${one.className}`],
      ["properties", one.properties],
      ...(own === undefined ? [] : [["options", own] as [string, Value]]),
    ];
    return [one.name, new Map(members)] as const;
  });
  const config = values.map(({ name }) => [name, SECRET] as const);
  const parts = [
    introduction.map(comment).join("\n"),
    ...orgs.map((org) => accessLines(org).map(comment).join("\n")),
    ...(config.length > 0 ? [linesOf(new Map([["config", new Map(config)]])).join("\n")] : []),
    resources.length > 0
      ? linesOf(new Map([["resources", new Map(resources)]])).join("\n")
      : "resources: {}",
  ];
  return `${parts.join("\n\n")}\n`;
}

const SECRET: Properties = new Map<string, Value>([
  ["type", "string"],
  ["secret", true],
]);

const comment = (line: string) => `# ${line}`.trimEnd();

function accessLines(org: string): string[] {
  return [
    ...accessNote(org),
    "  access:",
    "    type: github-codespaces:OrgCodespacesAccess",
    "    properties:",
    `      org: ${scalar(org)}`,
    "      visibility: selected_members",
    `      selectedUsernames: [${scalar(NO_LOGIN)}]`,
  ];
}

/** The width that Prettier breaks lines at, unless it is told another one. */
const WIDTH = 80;

function linesOf(properties: Properties, indent = ""): string[] {
  return [...properties].flatMap(([name, value]) => {
    const start = `${indent}${scalar(name)}:`;
    if (isProperties(value)) return [start, ...linesOf(value, `${indent}  `)];
    const line = `${start} ${inLine(value)}`;
    if (!isList(value) || line.length <= WIDTH) return [line];
    return [start, ...value.map((member) => `${indent}  - ${scalar(member)}`)];
  });
}

function inLine(value: Exclude<Value, Properties>): string {
  if (value === true) return "true";
  if (typeof value === "string") return scalar(value);
  if (isList(value)) return `[${value.map(scalar).join(", ")}]`;
  return `\${${value.name}}`;
}

/** What YAML takes for something else than a text. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** A text, whatever is in it: for YAML, and for Pulumi, which looks for `${…}` in texts. */
function scalar(text: string): string {
  if (/^[A-Za-z_][\w./:-]*$/.test(text) && !text.endsWith(":") && !WORDS.test(text)) return text;
  const code = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text.replaceAll("${", "$$${")).replace(/[^\x20-\x7e]/g, code);
}
