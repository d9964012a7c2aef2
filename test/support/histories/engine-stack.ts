import { isDeepStrictEqual } from "node:util";
import { isObject, type Props } from "../../../provider/src/rules/plain";
import { classes } from "../operation";
import type { PulumiProject, Run, StateResource } from "../pulumi-project";
import type { Declared, Entry, Kind, UpOptions } from "../stack";
import { program } from "../world";
import { COMPONENTS } from "./slots";

const TYPE = "pulumi-nodejs:dynamic/github-codespaces:";
/** Pulumi's mark of what is encrypted. */
const SECRET = "4dabf18193072939515e22adb298388d";
const OUR_ERROR =
  /(?:Org|User|Repo)?Codespaces?\w* \S+ could not be (?:created|read|updated|deleted): .*/;

/** A stack of the real engine. */
export class EngineStack {
  readonly #project: PulumiProject;
  readonly #name: string;
  readonly #parallel: string[];
  entries: Entry[] = [];
  readonly said: string[] = [];

  constructor(project: PulumiProject, name: string, { parallel }: { parallel: boolean }) {
    this.#project = project;
    this.#name = name;
    this.#parallel = parallel ? [] : ["--parallel", "1"];
  }

  up(declared: readonly Declared[], options: UpOptions = {}): Promise<string | undefined> {
    this.#project.write(textOf(declared));
    const kinds = new Map([...this.entries, ...declared].map(({ name, kind }) => [name, kind]));
    const flags = (flag: string, names: readonly string[] = []) =>
      names.flatMap((name) => [flag, this.#urn(name, kinds.get(name) ?? "orgSecret")]);
    const { targets, excludes, replace, refresh } = options;
    return this.#operate("up", [
      ...(refresh ? ["--refresh"] : []),
      ...flags("--target", targets),
      // A target's component is made with it.
      ...componentsOf(targets).flatMap((each) => ["--target", this.#component(each)]),
      ...flags("--exclude", excludes),
      ...flags("--replace", replace),
    ]);
  }

  async preview(declared: readonly Declared[]): Promise<string[]> {
    this.#project.write(textOf(declared));
    const run = await this.#project.try("preview", "--stack", "dev", "--json");
    this.said.push(run.output);
    const { steps = [] } = JSON.parse(run.stdout) as { steps?: { op: string; urn: string }[] };
    const changes = steps.filter(({ op, urn }) => op !== "same" && urn.includes(TYPE));
    const words = changes.map(({ op, urn }) => `${op} ${nameIn(urn)}`);
    return run.code === 0 ? words : [...words, messageOf(run)];
  }

  async refresh(changed: string[] = []): Promise<string | undefined> {
    const before = this.entries;
    const failed = await this.#operate("refresh");
    for (const { name, kind, inputs } of before) {
      const now = this.entries.find((entry) => entry.name === name && entry.kind === kind);
      if (!isDeepStrictEqual(now?.inputs, inputs)) changed.push(name);
    }
    return failed;
  }

  destroy(): Promise<string | undefined> {
    return this.#operate("destroy");
  }

  async taint(name: string): Promise<void> {
    const { kind } = this.entries.find((entry) => entry.name === name) ?? {};
    if (kind === undefined) return;
    await this.#project.run("state", "taint", "--yes", "--stack", "dev", this.#urn(name, kind));
  }

  async #operate(verb: "up" | "refresh" | "destroy", flags: string[] = []) {
    const args = [verb, "--yes", "--skip-preview", "--stack", "dev", ...this.#parallel, ...flags];
    const run = await this.#project.try(...args);
    this.said.push(run.output);
    this.entries = entriesOf(this.#project.all());
    return run.code === 0 ? undefined : messageOf(run);
  }

  #component(name: string): string {
    return `urn:pulumi:dev::${this.#name}::${COMPONENT}::${name}`;
  }

  #urn(name: string, kind: Kind): string {
    const parent = componentOf(name) === undefined ? "" : `${COMPONENT}$`;
    return `urn:pulumi:dev::${this.#name}::${parent}${TYPE}${classes[kind]}::${name}`;
  }
}

function messageOf({ output }: Run): string {
  const [ours] = OUR_ERROR.exec(output) ?? [];
  return ours ?? output;
}

function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function entriesOf(resources: readonly StateResource[]): Entry[] {
  return resources.flatMap((resource): Entry[] => {
    const [kind] = (Object.entries(classes) as [Kind, string][]).find(
      ([, name]) => resource.type === TYPE + name,
    ) ?? [undefined];
    if (kind === undefined) return [];
    const { urn, id = "", inputs = {}, outputs = {}, delete: old, pendingReplacement } = resource;
    return [
      {
        name: nameIn(urn),
        kind,
        id,
        inputs: withoutSecrets(inputs as Props),
        outputs: outputs as Props,
        ...(old && { old }),
        ...(pendingReplacement && { replaced: true }),
      },
    ];
  });
}

/** Of what is encrypted each saving makes another text; a value that was changed by hand is told beside it. */
function withoutSecrets(inputs: Props): Props {
  const hidden = Object.entries(inputs).filter(
    ([, value]) => !(isObject(value) && SECRET in value),
  );
  return Object.fromEntries(hidden);
}

const COMPONENT = "test:index:Box";

function componentOf(name: string): string | undefined {
  return COMPONENTS.find((each) => name.startsWith(`${each}.`));
}

function componentsOf(names: readonly string[] = []): string[] {
  return [...new Set(names.flatMap((name) => componentOf(name) ?? []))];
}

/** As a program says where a resource was. */
function aliasOf(name: string): string {
  const parent = componentOf(name) ?? "pulumi.rootStackResource";
  return `{ name: ${JSON.stringify(name)}, parent: ${parent} }`;
}

/** The program that declares it. */
export function textOf(declared: readonly Declared[]): string {
  const variables = new Map(declared.map(({ name }, index) => [name, `r${index}`]));
  const lines = declared.map((one) => {
    const { name, kind, args, aliases = [], dependsOn = [], provider, deleteBeforeReplace } = one;
    const { ignoreChanges } = one;
    const options = [
      `aliases: [${aliases.map(aliasOf).join(", ")}]`,
      `dependsOn: [${dependsOn.flatMap((each) => variables.get(each) ?? []).join(", ")}]`,
      ...(componentOf(name) === undefined ? [] : [`parent: ${componentOf(name)}`]),
      ...(provider ? ["provider"] : []),
      ...(ignoreChanges ? [`ignoreChanges: ${JSON.stringify(ignoreChanges)}`] : []),
      ...(deleteBeforeReplace === false ? ["deleteBeforeReplace: false"] : []),
    ];
    const made = `new ${classes[kind]}(${JSON.stringify(name)}, ${JSON.stringify(args)}, { ${options.join(", ")} });`;
    return `const ${variables.get(name) ?? "_"} = ${made}`;
  });
  const second =
    'const provider = new (require("pulumi-github-codespaces").Provider)("second", {});';
  const names = declared.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const components = componentsOf(names).map(
    (each) => `const ${each} = new pulumi.ComponentResource("${COMPONENT}", "${each}");`,
  );
  return program([second, ...components, ...lines].join("\n"));
}
