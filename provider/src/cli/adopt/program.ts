import type { HeldSecret } from "../inventory";
import { setsOf, singlesOf, type Declaration, type Properties } from "./declarations";
import { scriptOf } from "./script";
import { suppliedFor, type Supplied, type Wish } from "./values";
import { yamlOf } from "./yaml";

export type Language = "typescript" | "javascript" | "yaml";

/** What Pulumi does when a resource leaves the program. */
export type OnDelete = "protect" | "retain" | "delete";

/** What is to be written, whatever the language. */
export interface Outline {
  /** Lines for the person who reads it. */
  introduction: string[];
  /** The organizations that were looked at. */
  orgs: readonly string[];
  declarations: readonly Declaration[];
  /** The options of a resource; undefined if it needs none. */
  options: (declaration: Declaration) => Properties | undefined;
  values: readonly Supplied[];
}

export interface Program {
  text: string;
  values: Supplied[];
}

/** How the program is to be. */
export interface Style extends Wish {
  language: Language;
  as: "single" | "set";
  /** Default: protected where a value is only at GitHub. */
  onDelete: OnDelete | undefined;
}

interface ProgramSource {
  secrets: readonly HeldSecret[];
  orgs: readonly string[];
  /** The day, as 2026-12-01. */
  day: string;
}

/** A Pulumi program that declares these secrets. */
export function programOf({ secrets, orgs, day }: ProgramSource, style: Style): Program {
  const supplied = suppliedFor(secrets, style);
  const adopted = secrets.map((secret, index) => ({ secret, supplied: supplied[index] }));
  const declarations = style.as === "set" ? setsOf(adopted) : singlesOf(adopted);
  const values = supplied.flatMap((one) => one ?? []);
  const options = (one: Declaration) => optionsOf(one, style);
  const outline = { orgs, declarations, options, values };
  const introduction = introductionOf(outline, { day, style });
  const write = style.language === "yaml" ? yamlOf : scriptOf;
  return { text: write({ ...outline, introduction }), values };
}

function optionsOf({ isKept }: Declaration, { onDelete }: Style): Properties | undefined {
  const way = onDelete ?? (isKept ? "protect" : "delete");
  if (way === "delete") return undefined;
  return new Map([[way === "protect" ? "protect" : "retainOnDelete", true as const]]);
}

function introductionOf(
  { declarations, options, values }: Omit<Outline, "introduction">,
  { day, style }: { day: string; style: Style },
): string[] {
  if (declarations.length === 0) {
    return [`GitHub had no secrets here on ${day}: there is nothing to declare.`];
  }
  const [first] = values;
  const used = declarations.flatMap((one) => [...(options(one)?.keys() ?? [])]);
  return [
    `The Codespaces secrets that existed at GitHub on ${day}.`,
    ...(declarations.some(({ isKept }) => isKept) ? KEPT : []),
    ...(first ? [SUPPLIED[first.from]] : []),
    ...(used.includes("protect") ? PROTECTED : []),
    ...(used.includes("retainOnDelete") ? RETAINED : []),
    ...(style.as === "set" ? IN_SETS : []),
  ];
}

const KEPT = [
  "keepValue: the secret must exist, and its value stays as it is. To manage a value,",
  "replace `keepValue` by `value`.",
];

const SUPPLIED = {
  env: "The first `pulumi up` writes each value that the environment supplies.",
  config: "The first `pulumi up` writes each value that the configuration supplies.",
};

const PROTECTED = [
  "protect: Pulumi refuses to delete it, since nobody gets the value of a deleted secret",
  "back. To delete one, take `protect` out and run `pulumi up` first.",
];

const RETAINED = ["retainOnDelete: what leaves the program stays at GitHub."];

const IN_SETS = ["A name that you take out of `secrets` is deleted at GitHub all the same."];
