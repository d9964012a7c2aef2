import { join } from "node:path";
import ts from "typescript";
import { kinds } from "../../provider/src/kinds/all";
import { ROOT } from "./source-files";

// What an editor shows comes from the tables of the classes, through the emitted declarations.

const declarations = join(ROOT, "provider/dist/index.d.ts");
const program = ts.createProgram([declarations], {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
});
const checker = program.getTypeChecker();

/** The type that the package exports under a name. */
function typeOf(name: string): ts.Type {
  const file = program.getSourceFile(declarations);
  const module = file && checker.getSymbolAtLocation(file);
  const found = module && checker.getExportsOfModule(module).find((one) => one.name === name);
  if (found === undefined) throw new Error(`provider/dist has no ${name}: npm run build`);
  const target = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  return checker.getDeclaredTypeOfSymbol(target);
}

function commentsOf(name: string): Record<string, string> {
  const properties = typeOf(name).getProperties();
  return Object.fromEntries(
    properties.map((one) => [
      one.name,
      ts.displayPartsToString(one.getDocumentationComment(checker)),
    ]),
  );
}

function shown(name: string, property: string): string {
  const found = typeOf(name).getProperty(property);
  if (found === undefined) throw new Error(`${name} has no ${property}`);
  const text = checker.typeToString(checker.getTypeOfSymbol(found));
  // The compiler orders the members of a union as it met them.
  return text.replace(/"[^"]*"( \| "[^"]*")+/, (union) => union.split(" | ").sort().join(" | "));
}

const classes = kinds.map(({ className }) => className);

test.each(classes)("an editor shows the meaning of each argument and output of %s", (name) => {
  const ofArgs = Object.entries(commentsOf(`${name}Args`));
  const { urn, id, ...ofOutputs } = commentsOf(name);
  expect(urn && id).toBeTruthy();
  expect(ofArgs.length).toBeGreaterThan(1);
  const silent = [...ofArgs, ...Object.entries(ofOutputs)].filter(([, comment]) => !comment);
  expect(silent).toEqual([]);
});

test("an editor shows an argument's choices, and what an output may be", () => {
  expect(shown("OrgCodespacesSecretArgs", "visibility")).toBe(
    'Input<"all" | "private" | "selected">',
  );
  expect(shown("OrgCodespacesSecretArgs", "selectedRepositories")).toBe(
    "Input<Input<string | number>[]> | undefined",
  );
  expect(shown("OrgCodespacesSecret", "visibility")).toBe('Output<"all" | "private" | "selected">');
  expect(shown("Codespace", "machine")).toBe("Output<string | undefined>");
  expect(shown("Codespace", "lastUsedAt")).toBe("Output<string | undefined>");
  expect(shown("UserCodespacesSecret", "selectedRepositoryIds")).toBe(
    "Output<Record<string, number>>",
  );
});

test.each(["ConnectionSettings", "ProviderArgs"])(
  "an editor shows the meaning of each setting of %s",
  (name) => {
    const comments = Object.entries(commentsOf(name));
    expect(comments.length).toBeGreaterThan(15);
    expect(comments.filter(([, comment]) => !comment)).toEqual([]);
  },
);
