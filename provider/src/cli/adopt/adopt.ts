import { basename, resolve } from "node:path";
import { argument } from "../../rules/arguments";
import { sayable } from "../../texts";
import { EXIT, type Command } from "../command";
import { counted } from "../counted";
import { connection, sessionOf } from "../connection";
import type { Given } from "../flags";
import { secretsOf, type HeldSecret } from "../inventory";
import type { Place } from "../place";
import { Progress } from "../progress";
import { scopes, someScopesOf } from "../scopes";
import { writeFiles, type Written } from "./files";
import { programOf, type Program } from "./program";
import { projectOf, valuesFile } from "./project";

export const adopt: Command = {
  name: "adopt",
  summary: "Writes a Pulumi program that declares the existing secrets.",
  about: [
    "Writes a Pulumi program that declares the Codespaces secrets that exist at GitHub, with " +
      "their visibility and repositories. GitHub never returns values, so by default they stay " +
      "as they are: the program's first `pulumi preview` and `pulumi up` write nothing.",
  ],
  usage: "--org LOGIN [--repo OWNER/NAME …] [--user] [--out DIR]",
  groups: [
    scopes,
    {
      heading: "What to write",
      flags: {
        out: {
          takes: "DIR",
          says:
            "The folder for index.ts and, if they are missing, Pulumi.yaml, package.json and " +
            "tsconfig.json. Default: -, which prints the program.",
        },
        overwrite: { says: "Overwrite an existing index.ts and VALUES.md." },
        values: {
          takes: "SOURCE",
          says:
            "keep (default) writes keepValue, and values stay as they are; env writes " +
            "process.env.X; config writes config.requireSecret(…). With env and config, the " +
            "first `pulumi up` writes every value, and VALUES.md lists the values to supply.",
        },
        json: { says: "Print what was found and written as JSON." },
      },
    },
    connection,
  ],
  examples: [
    "pulumi-github-codespaces adopt --org acme > index.ts",
    "pulumi-github-codespaces adopt --org acme --repo acme/api --user --out infra",
  ],
  run,
};

async function run(given: Given, place: Place): Promise<number> {
  const asked = someScopesOf(given);
  const from = given.choice("values", ["keep", "env", "config"]);
  const progress = new Progress(place);
  const session = sessionOf(given, place, { progress });
  const all = await secretsOf(asked, () => Promise.resolve(session), progress);
  const secrets = all.filter(canBeDeclared);
  const leftOut = all.filter((secret) => !canBeDeclared(secret));
  const orgs = asked.flatMap((scope) => (scope.kind === "org" ? [scope.org] : []));
  const day = new Date(place.clock.now()).toISOString().slice(0, 10);
  const program = programOf({ secrets, orgs, from, day });
  const files = await filesOf(given, place, program);
  const report = { secrets, leftOut, program, files };
  if (given.has("json")) place.out(jsonOf(report));
  else if (files === undefined) place.out(program.text);
  const lines = summaryOf(report, given.text("out"));
  place.err.write(`${lines.map(sayable).join("\n")}\n`);
  return EXIT.fine;
}

/** A name that this package refuses, which GitHub may have taken long ago. */
function canBeDeclared({ name }: HeldSecret): boolean {
  return "ok" in argument.secretName.check(name, {});
}

function filesOf(given: Given, place: Place, program: Program): Promise<Written> | undefined {
  const out = given.text("out") ?? "-";
  if (out === "-") return undefined;
  const folder = resolve(place.folder, out);
  const values = valuesFile(program.values);
  return writeFiles({
    folder,
    own: [{ name: "index.ts", text: program.text }, ...(values ? [values] : [])],
    around: projectOf(basename(folder)),
    overwrite: given.has("overwrite"),
  });
}

interface Report {
  secrets: readonly HeldSecret[];
  leftOut: readonly HeldSecret[];
  program: Program;
  files: Written | undefined;
}

function jsonOf({ secrets, leftOut, program, files }: Report): string {
  const shape = ({ className, id, visibility, repositories }: HeldSecret) => ({
    class: className,
    id,
    visibility,
    selectedRepositories: repositories?.map(({ repository }) => repository),
  });
  const result = {
    secrets: secrets.map(shape),
    leftOut: leftOut.map(shape),
    values: program.values.map(({ className, ...value }) => ({ class: className, ...value })),
    ...(files ?? { program: program.text }),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

/** For the person: what is declared, and what to do next. */
function summaryOf({ secrets, leftOut, program, files }: Report, out = "-"): string[] {
  const { values } = program;
  return [
    secrets.length === 0
      ? "GitHub holds no Codespaces secrets there: the program declares nothing."
      : `${counted(secrets.length, "secret")} declared.`,
    ...leftOut.map(({ id }) => `Left out, because a resource can't have this name: ${id}`),
    ...(files ? [`Written to ${out}: ${files.written.join(", ")}.`] : []),
    ...(files && files.kept.length > 0
      ? [
          `Left unchanged: ${files.kept.join(", ")}. The program needs the package ` +
            "pulumi-github-codespaces.",
        ]
      : []),
    ...(values.length > 0 ? suppliedOf(values, files !== undefined) : []),
    ...(files ? [`Next: cd ${out}, npm install, pulumi stack init, pulumi preview.`] : []),
  ];
}

/** What is in a file needn't all be told. */
const MOST = 20;

function suppliedOf(values: Program["values"], isInFile: boolean): string[] {
  const [first] = values;
  const told = isInFile ? values.slice(0, MOST) : values;
  const more = values.length - told.length;
  const what =
    first?.from === "env" ? "as environment variables" : "with `pulumi config set --secret`";
  return [
    `Values to supply ${what} (the first \`pulumi up\` writes them):`,
    ...told.map(({ name, className, id }) => `  ${name}  for ${className} ${id}`),
    ...(more > 0 ? [`  and ${counted(more, "other")}: VALUES.md lists them all`] : []),
  ];
}
