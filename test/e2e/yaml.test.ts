import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seedWith } from "github-codespaces-emulator";
import { Document, ROOT } from "../support/markdown";
import type { PulumiProject } from "../support/pulumi-project";
import { requestLines, useWorld } from "../support/world";

// The plugin as every language but TypeScript uses it. The other languages run by `npm run test:languages`.

const world = useWorld({ seed: seedWith({ organizations: 2 }) });
const [first = "", other = ""] = new Document("docs/yaml.md").blocks
  .filter(({ kind }) => kind === "yaml")
  .map(({ text }) => text);
const SCHEMA = join(ROOT, "provider/schema.json");
const PLUGIN = join(ROOT, "provider/bin/pulumi-resource-github-codespaces");

type Schema = Record<"resources" | "functions" | "types", object>;

/** The program without the lines that the project's own file has. */
const programOf = (text: string) => text.replace(/^(name|runtime): .*\n/gm, "");

let project: PulumiProject;
beforeAll(async () => {
  project = await world.project({
    host: "plugin",
    file: "Main.yaml",
    program: programOf(first),
    secretConfig: { npmToken: "s3cret" },
  });
});

test("the first program of docs/yaml.md: previewed, applied, and nothing to do afterwards", async () => {
  const { output } = await project.up("--skip-preview=false");
  expect(output).toContain("+  github-codespaces:index:OrgCodespacesSecret npm-token create");
  const secret = world.emulator.orgSecret("acme", "NPM_TOKEN");
  expect(secret?.openedValue).toBe("s3cret");
  const { outputs = {} } = project.all()[0] ?? {};
  expect(outputs.writtenAt).toBe(secret?.updatedAt);
  expect(outputs.names).toEqual([
    expect.objectContaining({ name: "NPM_TOKEN", visibility: "selected" }),
  ]);
  await project.settled();
});

test("a change reads like one of the classes', and sends what changed", async () => {
  world.emulator.clearRequests();
  project.write(programOf(first).replace("[api, web]", "[api, docs]"));
  const { output } = await project.up("--diff");
  expect(output).toContain('+ acme/docs: "selected"');
  expect(output).toContain('- acme/web : "selected"');
  expect(requestLines(world.emulator).filter((line) => line.startsWith("PUT"))).toEqual([
    "PUT /orgs/acme/codespaces/secrets/NPM_TOKEN/repositories",
  ]);
});

test("what is misspelt, or no output, is an error before anything is sent", async () => {
  world.emulator.clearRequests();
  project.write(
    `${programOf(first).replace("visibility:", "visibilty:")}  value: \${npm-token.value}\n`,
  );
  const { code, output } = await project.try("preview", "--stack", "dev");
  expect(code).not.toBe(0);
  expect(output).toContain("visibilty");
  expect(output).toContain("value");
  expect(world.emulator.requests).toEqual([]);
});

test("what is taken out is deleted, and an explicit provider has a token of its own", async () => {
  project.write(other);
  project.setEnv({ ACME_2_TOKEN: world.emulator.token });
  await project.up();
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
  const { access } = await project.resources();
  expect(access?.outputs).toMatchObject({ org: "acme-2", visibility: "disabled" });
  await project.destroy();
  expect(project.all()).toEqual([]);
});

test("Pulumi finds nothing wrong with the schema, and gets it from the plugin", async () => {
  await project.run("schema", "check", SCHEMA);
  const { stdout } = await project.run("package", "get-schema", PLUGIN);
  const served = JSON.parse(stdout) as Schema;
  const own = JSON.parse(readFileSync(SCHEMA, "utf8")) as Schema;
  for (const part of ["resources", "functions", "types"] as const) {
    expect(Object.keys(served[part]).sort()).toEqual(Object.keys(own[part]).sort());
  }
});
