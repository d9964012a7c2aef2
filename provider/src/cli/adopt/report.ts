import { counted } from "../counted";
import type { HeldSecret } from "../inventory";
import type { WrittenFiles } from "./files";
import { nextLines } from "./next";
import type { Program } from "./program";
import type { Project } from "./project";

/** What was found and written. */
export interface AdoptReport {
  secrets: readonly HeldSecret[];
  leftOut: readonly HeldSecret[];
  program: Program;
  /** Undefined if the program was only printed. */
  files: (WrittenFiles & { project: Project; out: string }) | undefined;
}

export function adoptJson({ secrets, leftOut, program, files }: AdoptReport): string {
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
    ...(files ? { written: files.written, kept: files.kept } : { program: program.text }),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

/** For the person: what is declared, and what to do next. */
export function summaryOf({ secrets, leftOut, program, files }: AdoptReport): string[] {
  const { values } = program;
  return [
    secrets.length === 0
      ? "GitHub holds no Codespaces secrets there: the program declares nothing."
      : `${counted(secrets.length, "secret")} declared.`,
    ...leftOut.map(({ id }) => `Left out, because a resource can't have this name: ${id}`),
    ...(files ? [`Written to ${files.out}: ${files.written.join(", ")}.`] : []),
    ...(files && files.kept.length > 0 ? [`Left unchanged: ${files.kept.join(", ")}.`] : []),
    ...(values.length > 0 ? suppliedOf(values, files !== undefined) : []),
    ...(files ? nextLines(files.project, files.out, { ...files, values }) : []),
  ];
}

/** Not everything in the file needs to be repeated. */
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
