import { basename, resolve } from "node:path";
import { argument } from "../../rules/arguments";
import { sayable } from "../../texts";
import { EXIT, type Command } from "../command";
import { connection, sessionOf } from "../connection";
import { WrongUse, type Given } from "../flags";
import { inventoryOf, type HeldSecret } from "../inventory";
import type { Shell } from "../place";
import { Progress } from "../progress";
import { scopes, someScopesOf } from "../scopes";
import { clientOf } from "./client";
import { writeFiles } from "./files";
import { writing } from "./flags";
import { programOf, type Program, type Style } from "./program";
import { FILES, nameFrom, projectOf, valuesFile, type Project } from "./project";
import { adoptJson, summaryOf, type AdoptReport } from "./report";

export const adopt: Command = {
  name: "adopt",
  summary: "Writes a Pulumi program that declares the existing secrets.",
  about: [
    "Writes a Pulumi program that declares the Codespaces secrets that exist at GitHub, with " +
      "their visibility and repositories. GitHub never returns values, so by default they stay " +
      "as they are: the program's first `pulumi preview` and `pulumi up` write nothing.",
  ],
  usage: "--org LOGIN [--repo OWNER/NAME …] [--user] [--out DIR]",
  groups: [scopes, writing, connection],
  examples: [
    "pulumi-github-codespaces adopt --org acme > index.ts",
    "pulumi-github-codespaces adopt --org acme --repo acme/api --user --out infra",
    "pulumi-github-codespaces adopt --org acme --as set --language yaml --out infra",
    "pulumi-github-codespaces adopt --org acme --values env --keep OLD_KEY --out infra",
  ],
  run,
};

async function run(given: Given, place: Shell): Promise<number> {
  const asked = someScopesOf(given);
  const style = styleOf(given);
  const project = folderOf(given, place, style);
  const progress = new Progress(place);
  const session = sessionOf(given, place, { progress });
  const all = await inventoryOf(asked, () => Promise.resolve(session), progress);
  const secrets = all.filter(canBeDeclared);
  const leftOut = all.filter((secret) => !canBeDeclared(secret));
  const orgs = asked.flatMap((scope) => (scope.kind === "org" ? [scope.org] : []));
  const day = new Date(place.clock.now()).toISOString().slice(0, 10);
  const program = programOf({ secrets, orgs, day }, style);
  const files = project && (await filesOf(project, program, given));
  const report: AdoptReport = { secrets, leftOut, program, files };
  if (given.has("json")) place.out(adoptJson(report));
  else if (files === undefined) place.out(program.text);
  place.err.write(`${summaryOf(report).map(sayable).join("\n")}\n`);
  return EXIT.fine;
}

function styleOf(given: Given): Style {
  const from = given.choice("values", ["keep", "env", "config"]);
  const keep = given.all("keep").flatMap((names) => names.split(","));
  const language = given.choice("language", ["typescript", "javascript", "yaml"]);
  const isGiven = given.has("on-delete");
  const onDelete = isGiven ? given.choice("on-delete", ["protect", "retain", "delete"]) : undefined;
  if (keep.length > 0 && from === "keep") {
    throw new WrongUse("--keep needs --values env or config: without it all values are kept");
  }
  if (language === "yaml" && from === "env") {
    throw new WrongUse("YAML can't read the environment: use --values config");
  }
  return { from, keep, language, as: given.choice("as", ["single", "set"]), onDelete };
}

/** A name that this package refuses, which GitHub may have taken long ago. */
function canBeDeclared({ name }: HeldSecret): boolean {
  return "ok" in argument.secretName.check(name, {});
}

/** Where the project is to be; undefined if the program is only printed. */
function folderOf(
  given: Given,
  place: Shell,
  { language }: Style,
): (Project & { out: string }) | undefined {
  const out = given.text("out") ?? "-";
  const name = given.text("name");
  if (name !== undefined && !/^[A-Za-z][\w.-]{0,99}$/.test(name)) {
    throw new WrongUse("--name must be of letters, digits, _, . and -, and begin with a letter");
  }
  if (out === "-") {
    if (name !== undefined) throw new WrongUse("--name needs --out");
    return undefined;
  }
  const folder = resolve(place.folder, out);
  return {
    folder,
    out,
    name: name ?? nameFrom(basename(folder)),
    language,
    client: clientOf(folder, place.env),
    from: place.folder,
  };
}

async function filesOf(
  { out, ...project }: Project & { out: string },
  program: Program,
  given: Given,
): Promise<AdoptReport["files"]> {
  const values = valuesFile(program.values);
  const written = await writeFiles({
    folder: project.folder,
    own: [{ name: FILES[project.language], text: program.text }, ...(values ? [values] : [])],
    around: projectOf(project),
    overwrite: given.has("overwrite"),
  });
  return { ...written, project, out };
}
