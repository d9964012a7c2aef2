import { expectFirstProgram, firstProgram } from "../support/first-program";
import { goModule, languages, runGo } from "../support/languages";
import { useWorld } from "../support/world";

const world = useWorld();
/** Go compiles Pulumi's SDK first: two or three minutes, once. */
const COMPILING_MS = 30 * 60_000;
const program = firstProgram("docs/go.md", "go");

test(
  "the generated SDK for Go has nothing that go vet finds",
  async () => {
    const { sdks } = languages();
    await expect(runGo(["vet", "./..."], `${sdks}/go`)).resolves.toBe("");
  },
  COMPILING_MS,
);

test(
  "the first program of docs/go.md lives from its preview to its end",
  async () => {
    const project = await world.project({
      host: "plugin",
      file: "main.go",
      // Compiled once for each change: the host would do it for each command.
      runtime: "runtime: {name: go, options: {binary: program}}\n",
      program,
      secretConfig: { npmToken: "s3cret" },
      path: [languages().bin],
    });
    const compile = () => runGo(["build", "-o", "program", "."], project.folder);
    goModule(project.folder);
    await compile();
    await expectFirstProgram(project, world, async () => {
      project.write(program.replace('"web"', '"docs"'));
      await compile();
    });
  },
  COMPILING_MS,
);
