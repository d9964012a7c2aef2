import type { Emulator, RequestLogEntry } from "github-codespaces-emulator";
import { expectNoTrace, expectNowhere } from "./canaries";
import { ONE, prepare, programOf, TWO } from "./everything";
import { atGitHub } from "./github-view";
import { textOf } from "./histories/engine-stack";
import { newRun } from "./lifecycles";
import { HOST, type Host } from "./project-file";
import type { PulumiProject } from "./pulumi-project";
import { Stack } from "./stack";
import type { World } from "./world";

export type Version = "one" | "two";

interface Played {
  /** What is at GitHub for each version. */
  ends: Record<Version, string>;
  /** The requests to each version from the other. */
  requests: Record<Version, readonly RequestLogEntry[]>;
}

/** A stack of all classes on the real engine, which goes from one version of its program to the other and back. */
export class TwoVersions {
  readonly emulator: Emulator;
  readonly project: PulumiProject;
  readonly requests: Played["requests"];
  readonly #ends: Played["ends"];
  readonly #said: string[] = [];
  #version: Version = "one";

  private constructor(emulator: Emulator, project: PulumiProject, { ends, requests }: Played) {
    this.emulator = emulator;
    this.project = project;
    this.#ends = ends;
    this.requests = requests;
  }

  static async start(
    world: World,
    { env = {}, host = HOST }: { env?: Record<string, string>; host?: Host } = {},
  ): Promise<TwoVersions> {
    const { emulator } = world;
    const played = await playedAtLifecycles(emulator);
    emulator.reset();
    prepare(emulator);
    const project = await world.project({ program: textOf(programOf("one")), env, host });
    await project.up();
    return new TwoVersions(emulator, project, played);
  }

  get next(): Version {
    return this.#version === "one" ? "two" : "one";
  }

  /** What is at GitHub for the version that the program has now. */
  get end(): string {
    return this.#ends[this.#version];
  }

  /** Gives the program its other version. */
  turn(): void {
    this.#version = this.next;
    this.project.write(textOf(programOf(this.#version)));
  }

  /** What is not as declared at GitHub. */
  differences(): string[] {
    const is = atGitHub(this.emulator);
    if (is === this.end) return [];
    return [`GitHub has ${JSON.stringify(is)}, not ${JSON.stringify(this.end)}`];
  }

  /** What a refresh and a preview find. */
  async found(): Promise<string[]> {
    const run = await this.project.try("preview", "--refresh", "--expect-no-changes", "--diff");
    this.note(run.output);
    return run.code === 0 ? [] : [`refresh and preview are not empty: ${run.output}`];
  }

  /** What a command said. */
  note(...outputs: string[]): void {
    this.#said.push(...outputs);
  }

  /** What is left at GitHub after a destroy; nothing of a value or a token may be in any output or file. */
  async destroyed(): Promise<string> {
    await this.project.destroy();
    const files = this.project.files().filter(({ path }) => !path.endsWith("index.js"));
    const all = [...this.#said, ...files.map(({ text }) => text)].join("\n");
    expectNowhere(all, [this.emulator.token]);
    expectNoTrace(all, [ONE, TWO]);
    return atGitHub(this.emulator);
  }
}

/** Each version from the other. */
async function playedAtLifecycles(emulator: Emulator): Promise<Played> {
  emulator.reset();
  prepare(emulator);
  const { url, token } = emulator;
  const stack = new Stack(() => newRun({ url, token }));
  const to = async (version: Version) => {
    emulator.clearRequests();
    const failed = await stack.up(programOf(version));
    if (failed !== undefined) throw new Error(failed);
    return { end: atGitHub(emulator), requests: [...emulator.requests] };
  };
  await to("one");
  const [two, one] = [await to("two"), await to("one")];
  return {
    ends: { one: one.end, two: two.end },
    requests: { one: one.requests, two: two.requests },
  };
}
