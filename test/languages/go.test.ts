import { expectFirstProgram, firstProgram } from "../support/first-program";
import { goEnvironment, goModule, languages, runGo } from "../support/languages";
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
      runtime: "runtime: go\n",
      program,
      secretConfig: { npmToken: "s3cret" },
      path: [languages().bin],
      // The host compiles the program for each command. This one is too old to be told of `options: {binary}`.
      env: goEnvironment(),
    });
    goModule(project.folder);
    await runGo(["build", "."], project.folder);
    await expectFirstProgram(project, world, () => {
      project.write(program.replace('"web"', '"docs"'));
    });
  },
  COMPILING_MS,
);
