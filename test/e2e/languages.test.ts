import { useWorld } from "../support/world";

const world = useWorld();

const REQUIRE = 'const { OrgCodespacesSecret } = require("pulumi-github-codespaces");';
const IMPORT = 'import { OrgCodespacesSecret } from "pulumi-github-codespaces";';

test.each([
  ["JavaScript, CommonJS", "index.js", "commonjs", REQUIRE],
  ["JavaScript, ES modules", "index.mjs", "module", IMPORT],
  ["JavaScript, ES modules by package.json", "index.js", "module", IMPORT],
  ["TypeScript, CommonJS", "index.ts", "commonjs", IMPORT],
  ["TypeScript, ES modules", "index.ts", "module", IMPORT],
] as const)("a program in %s is applied", async (language, file, type, load) => {
  const secretName = language.toUpperCase().replace(/\W+/g, "_");
  const project = await world.project({
    file,
    packageJson: { type },
    program: `${load}
export const made = new OrgCodespacesSecret("s", {
  org: "acme", secretName: "${secretName}", value: "v", visibility: "all",
});
`.replace("export const made = ", load === REQUIRE ? "" : "export const made = "),
  });
  await project.up("--skip-preview");
  expect(world.emulator.orgSecret("acme", secretName)?.openedValue).toBe("v");
  const { s } = await project.resources();
  // Pulumi finds no position at the top level of an ES module.
  const position = type === "module" ? undefined : `project:///${file}#2`;
  expect(s?.sourcePosition?.split(",")[0]).toBe(position);
});
