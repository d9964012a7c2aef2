import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../support/markdown";

const { CommonJS, ESNext, Node16, NodeNext } = ts.ModuleKind;
const { Bundler, Node10, Node16: Node16Lookup, NodeNext: NodeNextLookup } = ts.ModuleResolutionKind;

const PROGRAM = `
import { CodespacesClient, getOrgCodespacesSecretsOutput, OrgCodespacesSecret, Provider } from "pulumi-github-codespaces";
import { CodespacesClient as ForScripts } from "pulumi-github-codespaces/client";

const provider = new Provider("team", { tokenEnv: "TEAM_TOKEN" });
const secret = new OrgCodespacesSecret(
  "npm-token",
  { org: "acme", secretName: "NPM_TOKEN", value: "v", visibility: "all" },
  { provider },
);
export const { updatedAt } = secret;
export const { secrets } = getOrgCodespacesSecretsOutput({ org: "acme" });
export const same: typeof CodespacesClient = ForScripts;
`;

/** A program's compilation, with libraries' types checked as Pulumi's template leaves it. */
function compiled(fileName: string, options: ts.CompilerOptions): ts.Program {
  const file = join(ROOT, fileName);
  const all = { strict: true, exactOptionalPropertyTypes: true, types: ["node"], ...options };
  const real = ts.createCompilerHost(all);
  const host: ts.CompilerHost = {
    ...real,
    fileExists: (name) => name === file || real.fileExists(name),
    getSourceFile: (name, version) =>
      name === file
        ? ts.createSourceFile(name, PROGRAM, version)
        : real.getSourceFile(name, version),
  };
  return ts.createProgram([file], { ...all, target: ts.ScriptTarget.ES2022 }, host);
}

/** What is wrong in the program and in our own types. */
function errorsOf(program: ts.Program): string[] {
  const ours = program.getSourceFiles().filter(({ fileName }) => !isLibrary(fileName));
  return ours
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ])
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

function isLibrary(fileName: string): boolean {
  return fileName.includes("/node_modules/");
}

test.each([
  ["CommonJS", "program.ts", { module: CommonJS, moduleResolution: Node10 }],
  ["CommonJS of Node 16", "program.ts", { module: Node16, moduleResolution: Node16Lookup }],
  ["ES modules of Node 16", "program.mts", { module: Node16, moduleResolution: Node16Lookup }],
  ["CommonJS of today", "program.ts", { module: NodeNext, moduleResolution: NodeNextLookup }],
  ["ES modules of today", "program.mts", { module: NodeNext, moduleResolution: NodeNextLookup }],
  ["a bundler's", "program.ts", { module: ESNext, moduleResolution: Bundler }],
])("a program with %s compiles, and so do our types", (_name, fileName, options) => {
  const program = compiled(fileName, options);
  expect(errorsOf(program)).toEqual([]);
  const files = program.getSourceFiles().map(({ fileName: name }) => name);
  expect(files).toContainEqual(expect.stringContaining("provider/dist/index.d.ts"));
  // Octokit's types are GitHub's whole API: each `pulumi up` of a TypeScript program would read them.
  expect(files.filter((name) => name.includes("@octokit"))).toEqual([]);
});
