import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedWith } from "github-codespaces-emulator";
import {
  expectImportedProgram,
  importAll,
  importsOf,
  prepareImport,
  SETS,
  SINGLES,
} from "../support/imported";
import {
  goEnvironment,
  goModule,
  installNodeSdk,
  languages,
  writePrograms,
} from "../support/languages";
import type { ProjectOptions } from "../support/pulumi-project";
import { useWorld } from "../support/world";

// The language hosts that can be built here write no programs; the code is what `pulumi import` writes them with.

const world = useWorld({ seed: seedWith({}), codespaceStepMs: 0 });
/** Go may have to compile Pulumi's SDK first. */
const COMPILING_MS = 30 * 60_000;

interface Language {
  file: NonNullable<ProjectOptions["file"]>;
  runtime?: string;
  path?: readonly string[];
  env?: Record<string, string>;
  install: (folder: string) => void;
}

function languageOf(name: string): Language {
  const { bin, python } = languages();
  if (name === "python") {
    return { file: "__main__.py", path: [python, bin], install: () => undefined };
  }
  if (name === "nodejs") return { file: "index.ts", install: installNodeSdk };
  const runtime = "runtime: go\n";
  return { file: "main.go", runtime, path: [bin], env: goEnvironment(), install: goModule };
}

const CASES = ["nodejs", "python", "go"].flatMap((language) =>
  ([SINGLES, SETS] as const).map((which) => ({ language, which })),
);

test.each(CASES)(
  "the program in $language that is written from an import of $which changes nothing",
  async ({ language, which }) => {
    world.emulator.reset();
    prepareImport(world.emulator);
    const { install, ...how } = languageOf(language);
    const project = await world.project({ host: "plugin", program: "", ...how });
    install(project.folder);
    const imports = importsOf(world.emulator)[which];
    await importAll(project, imports, "--generate-code=false");
    const exported = join(project.folder, "exported.json");
    const { stdout } = await project.run("stack", "export", "--stack", "dev");
    writeFileSync(exported, stdout);
    writePrograms(exported, join(project.folder, "written"));
    const text = readFileSync(join(project.folder, "written", language, how.file), "utf8");
    for (const { name } of imports) expect(text).toContain(`"${name}"`);
    await expectImportedProgram(project, world, text);
  },
  COMPILING_MS,
);
