import { expectFirstProgram, firstProgram } from "../support/first-program";
import { languages } from "../support/languages";
import { useWorld } from "../support/world";

const world = useWorld();
const program = firstProgram("docs/python.md", "python");

test("the first program of docs/python.md lives from its preview to its end", async () => {
  const { bin, python } = languages();
  const project = await world.project({
    host: "plugin",
    file: "__main__.py",
    program,
    secretConfig: { npmToken: "s3cret" },
    // The host that can be built here knows no virtual environments: it runs the first python3 that it finds.
    path: [python, bin],
  });
  await expectFirstProgram(project, world, () => {
    project.write(program.replace('"web"', '"docs"'));
  });
});
