import { requestLines, program, type World } from "./world";
import type { ProjectOptions, PulumiProject, Run } from "./pulumi-project";

/** A project whose program is made of parts, so that many tests can share one stack. */
export class PartsProject {
  readonly project: PulumiProject;
  readonly #world: World;
  readonly #parts: Map<string, string>;

  private constructor(world: World, project: PulumiProject, parts: Map<string, string>) {
    this.#world = world;
    this.project = project;
    this.#parts = parts;
  }

  /** The parts by name, all of them applied. */
  static async applied(
    world: World,
    parts: Record<string, string>,
    options: Pick<ProjectOptions, "passphrase"> = {},
  ): Promise<PartsProject> {
    const all = new Map(Object.entries(parts));
    const text = program([...all.values()].join("\n"));
    const project = await world.project({ ...options, program: text });
    await project.up("--skip-preview");
    return new PartsProject(world, project, all);
  }

  /** Puts these texts in the place of the parts of these names; an empty one takes a part out. */
  change(parts: Record<string, string>): void {
    for (const [name, text] of Object.entries(parts)) this.#parts.set(name, text);
    this.project.write(program([...this.#parts.values()].join("\n")));
  }

  /** Runs `pulumi …` on the stack. Gives what it printed and the requests that it sent. */
  async run(...args: string[]): Promise<Run & { requests: string[] }> {
    this.#world.emulator.clearRequests();
    const run = await this.project.run(...args, "--stack", "dev");
    return { ...run, requests: requestLines(this.#world.emulator) };
  }

  up(...args: string[]): Promise<Run & { requests: string[] }> {
    return this.run("up", "--yes", "--skip-preview", ...args);
  }
}

/** A secret of acme whose name is also the resource's. */
export function secret(name: string, options = "{}", inputs = ""): string {
  return `new OrgCodespacesSecret("${name}", { org: "acme", secretName: "${name}", value: "first", visibility: "all", ${inputs} }, ${options});`;
}
