import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../../provider/src/kinds/all";
import { inputFields, outputNames } from "../../provider/src/kinds/table";
import { lookups } from "../../provider/src/operations/by-name/lookups";
import { settingsTable, settingsThat } from "../../provider/src/settings/table";
import { typeToken } from "../../provider/src/program/registration/loader-line";
import { ROOT } from "../../test/support/markdown";

interface Spec {
  type?: string;
  $ref?: string;
  oneOf?: Spec[];
  items?: Spec;
  additionalProperties?: Spec;
  description?: string;
  secret?: boolean;
  willReplaceOnChanges?: boolean;
}

interface ObjectSpec {
  description?: string;
  properties?: Record<string, Spec>;
  required?: string[];
  enum?: { value: string }[];
}

interface ResourceSpec extends ObjectSpec {
  inputProperties: Record<string, Spec>;
  requiredInputs: string[];
  properties: Record<string, Spec>;
  aliases: { type: string }[];
}

interface Schema {
  version: string;
  config: { variables: Record<string, Spec> };
  provider: { description: string; inputProperties: Record<string, Spec> };
  types: Record<string, ObjectSpec>;
  resources: Record<string, ResourceSpec>;
  functions: Record<string, { description: string; inputs?: ObjectSpec; outputs: ObjectSpec }>;
}

const text = readFileSync(join(ROOT, "provider/schema.json"), "utf8");
const schema = JSON.parse(text) as Schema;
const token = (name: string) => `github-codespaces:index:${name}`;

function resource(className: string): ResourceSpec {
  const found = schema.resources[token(className)];
  if (found === undefined) throw new Error(`no ${className} in the schema`);
  return found;
}

const namesWith = (specs: Record<string, Spec>, mark: "secret" | "willReplaceOnChanges") =>
  Object.entries(specs).flatMap(([name, spec]) => (spec[mark] === true ? [name] : []));

test("provider/schema.json is what npm run docs:schema writes", () => {
  const printed = execFileSync(process.execPath, ["tools/schema/main.mjs", "--print"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(text).toBe(printed);
});

test("the schema has each class, each lookup and each setting", () => {
  const classes = kinds.map(({ className }) => token(className));
  expect(Object.keys(schema.resources).sort()).toEqual(classes.sort());
  expect(Object.keys(schema.functions).sort()).toEqual(Object.keys(lookups).map(token).sort());
  const settings = Object.keys(settingsTable);
  expect(Object.keys(schema.config.variables)).toEqual(settings);
  expect(Object.keys(schema.provider.inputProperties)).toEqual(settings);
  expect(namesWith(schema.config.variables, "secret")).toEqual(
    settingsThat(({ secret }) => secret),
  );
});

test.each(kinds)("the inputs of $className are those of its table", ({ className, fields }) => {
  const { inputProperties, requiredInputs } = resource(className);
  const ours = inputFields(fields);
  const namesThat = (mark: "required" | "replaces" | "secret") =>
    Object.keys(ours).filter((name) => ours[name]?.[mark]);
  expect(Object.keys(inputProperties)).toEqual(Object.keys(ours));
  expect(requiredInputs).toEqual(namesThat("required"));
  expect(namesWith(inputProperties, "willReplaceOnChanges")).toEqual(namesThat("replaces"));
  expect(namesWith(inputProperties, "secret")).toEqual(namesThat("secret"));
});

test.each(kinds)(
  "the outputs of $className are those of its table, and no value is among them",
  ({ className, fields }) => {
    const { properties } = resource(className);
    expect(Object.keys(properties)).toEqual(outputNames(fields));
    expect(properties).not.toHaveProperty("value");
    expect(namesWith(properties, "secret")).toEqual([]);
  },
);

test.each(kinds)("a state of the classes' $className becomes one of the plugin's", (kind) => {
  expect(resource(kind.className).aliases).toEqual([{ type: typeToken(kind.className) }]);
});

test.each(Object.values(lookups))("$name takes what its rules allow", ({ name, call }) => {
  const { inputs = {} } = schema.functions[token(name)] ?? {};
  const rules = Object.entries(call.fields as Record<string, { required?: true }>);
  expect(Object.keys(inputs.properties ?? {}).sort()).toEqual(rules.map(([one]) => one).sort());
  const required = rules.flatMap(([one, rule]) => (rule.required ? [one] : []));
  expect(inputs.required ?? []).toEqual(required);
});

test("each resource, function, input, output and setting has its meaning, none as of TypeScript", () => {
  const described: [string, { description?: string } | undefined][] = [
    ...Object.entries(schema.functions),
    ...Object.entries(schema.resources),
    ...Object.entries(schema.config.variables),
    ...kinds.flatMap(({ className }) => {
      const { inputProperties, properties } = resource(className);
      return [...Object.entries(inputProperties), ...Object.entries(properties)];
    }),
    ...Object.values(schema.functions).flatMap(({ inputs }) =>
      Object.entries(inputs?.properties ?? {}),
    ),
  ];
  const silent = described.filter(([, one]) => !one?.description);
  expect(silent.map(([name]) => name)).toEqual([]);
  expect(text).not.toMatch(/```|undefined|CodespacesError|pulumi\.Input/);
});

test("ids and amounts are integers, and words are choices", () => {
  const { inputProperties, properties } = resource("OrgCodespacesSecret");
  expect(inputProperties.selectedRepositories?.items?.oneOf).toEqual([
    { type: "string" },
    { type: "integer" },
  ]);
  expect(properties.selectedRepositoryIds?.additionalProperties).toEqual({ type: "integer" });
  expect(resource("Codespace").inputProperties.idleTimeoutMinutes?.type).toBe("integer");
  expect(inputProperties.visibility?.$ref).toBe(`#/types/${token("SecretVisibility")}`);
  const choices = schema.types[token("SecretVisibility")]?.enum ?? [];
  expect(choices.map(({ value }) => value)).toEqual(["all", "private", "selected"]);
});

test("the schema has the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "provider/package.json"), "utf8")) as {
    version: string;
  };
  expect(schema.version).toBe(version);
});
