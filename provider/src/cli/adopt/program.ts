import type { HeldSecret } from "../inventory";
import { importOf, quoted, statementOf, type Property } from "./layout";
import { FreeNames, keyOf, variableOf } from "./names";

/** Where the values of the secrets come from: they stay as they are, or the program supplies them. */
export type ValueSource = "keep" | "env" | "config";

/** A value that somebody must supply before the program can be applied. */
export interface Supplied {
  /** The class and the id of its secret. */
  className: string;
  id: string;
  from: "env" | "config";
  /** The environment variable, or the key of the configuration. */
  name: string;
}

export interface Program {
  text: string;
  values: Supplied[];
}

interface Found {
  secrets: readonly HeldSecret[];
  /** The organizations that were looked at. */
  orgs: readonly string[];
  from: ValueSource;
  /** The day, as 2026-12-01. */
  day: string;
}

const PACKAGE = "pulumi-github-codespaces";

/** A Pulumi program in TypeScript that declares these secrets. */
export function programOf({ secrets, orgs, from, day }: Found): Program {
  const names = new FreeNames();
  const declared = secrets.map((secret) => ({ secret, ...valueOf(secret, from, names) }));
  const values = declared.flatMap(({ supplied }) => supplied ?? []);
  const classes = [...new Set(secrets.map(({ className }) => className))].sort();
  const hasConfig = from === "config" && values.length > 0;
  const head = [
    ...introduction(secrets.length, from, day),
    ...(hasConfig ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    classes.length > 0 ? importOf(classes, PACKAGE) : "export {};",
  ];
  const parts = [
    head.join("\n"),
    ...(hasConfig ? ["const config = new pulumi.Config();"] : []),
    ...orgs.map(accessOf),
    ...declared.map(({ secret, property }) => declarationOf(secret, property)),
  ];
  return { text: `${parts.join("\n\n")}\n`, values };
}

function introduction(count: number, from: ValueSource, day: string): string[] {
  if (count === 0) return [`// GitHub had no secrets here on ${day}: there is nothing to declare.`];
  const values = {
    keep: [
      "// keepValue: the secret must exist, and its value stays as it is. To manage a value,",
      "// replace `keepValue` by `value`.",
    ],
    env: ["// The first `pulumi up` writes each value that the environment supplies."],
    config: ["// The first `pulumi up` writes each value that the configuration supplies."],
  };
  return [`// The Codespaces secrets that existed at GitHub on ${day}.`, ...values[from]];
}

/** GitHub tells nobody who may use codespaces, so a person completes the line. */
function accessOf(org: string): string {
  const line = `new OrgCodespacesAccess(${quoted(org)}, { org: ${quoted(org)}, visibility: "all_members" });`;
  return [
    `// Who may use codespaces that ${org} pays for. GitHub's API can't read this setting: what`,
    "// you write here replaces it. Import OrgCodespacesAccess to use this line.",
    `// ${line}`,
  ].join("\n");
}

interface Value {
  property: Property;
  supplied?: Supplied;
}

function valueOf({ className, id }: HeldSecret, from: ValueSource, names: FreeNames): Value {
  if (from === "keep") return { property: ["keepValue", "true"] };
  const name = from === "env" ? names.take(variableOf(id), "_") : names.take(keyOf(id));
  const code = from === "env" ? `process.env.${name}` : `config.requireSecret(${quoted(name)})`;
  return { property: ["value", code], supplied: { className, id, from, name } };
}

function declarationOf(secret: HeldSecret, property: Property): string {
  const { className, id, name, visibility, repositories } = secret;
  const list = repositories?.map((one) => listed(one.repository, secret));
  const properties: Property[] = [
    ...ownerOf(secret),
    ["secretName", quoted(name)],
    property,
    ...(visibility === undefined ? [] : [["visibility", quoted(visibility)] as const]),
    ...(list === undefined ? [] : [["selectedRepositories", list] as const]),
  ];
  return statementOf(className, id, properties);
}

function ownerOf({ scope }: HeldSecret): Property[] {
  if (scope.kind === "user") return [];
  if (scope.kind === "org") return [["org", quoted(scope.org)]];
  return [["repository", quoted(scope.repository)]];
}

/** A repository of the organization is called by its name alone. */
function listed(repository: string, { scope }: HeldSecret): string {
  const [owner = "", name = ""] = repository.split("/");
  const isOwn = scope.kind === "org" && owner.toLowerCase() === scope.org;
  return quoted(isOwn ? name : repository);
}
