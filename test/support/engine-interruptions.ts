import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Fault, RequestLogEntry } from "github-codespaces-emulator";
import { expectNoTrace, expectNowhere } from "./canaries";
import { ONE, prepare, programOf, TWO } from "./everything";
import { patternOf } from "./fault-matrix";
import { atGitHub } from "./github-view";
import { textOf } from "./histories/engine-stack";
import { newRun } from "./lifecycles";
import { signal, startedBy } from "./processes";
import type { PulumiProject, Run } from "./pulumi-project";
import { Stack } from "./stack";
import type { World } from "./world";

type Version = "one" | "two";

/** Pulumi tries each saving ten times, half a minute long. */
export const FULL_DISK = "the state can't be saved";

/** What ends an `up` before its end. */
export const HOWS = [
  "the engine is killed",
  "the engine is killed, and no step was saved",
  "the hosts are killed",
  "one SIGINT",
  "two SIGINTs",
  "the state can't be saved, and the engine is killed",
] as const;
export type How = (typeof HOWS)[number] | typeof FULL_DISK;

/** A request of the `up`, before or after its effect. */
export interface Boundary {
  request: Pick<RequestLogEntry, "method" | "path">;
  when: "before" | "after";
}

interface Ended {
  /** Ends what the engine left behind: hosts, which go on without it. */
  end: () => Promise<Run>;
  /** Whether anything met the boundary. */
  met: boolean;
}

/** A stack of all classes on the real engine, which goes from one version of its program to the other. */
export class EngineInterruptions {
  readonly #world: World;
  readonly #project: PulumiProject;
  readonly #said: string[] = [];
  /** What is at GitHub for each version. */
  readonly #ends: Record<Version, string>;
  /** The requests from each version to the other. */
  readonly requests: Record<Version, readonly RequestLogEntry[]>;
  #version: Version = "one";
  /** How many codespaces were made of which no state knew. */
  unknown = 0;

  private constructor(world: World, project: PulumiProject, played: Played) {
    this.#world = world;
    this.#project = project;
    this.#ends = played.ends;
    this.requests = played.requests;
  }

  static async start(world: World): Promise<EngineInterruptions> {
    const { emulator } = world;
    const played = await playedAtLifecycles(world);
    emulator.reset();
    prepare(emulator);
    const project = await world.project({ program: textOf(programOf("one")) });
    await project.up();
    return new EngineInterruptions(world, project, played);
  }

  /** What the next interrupted `up` goes to. */
  get next(): Version {
    return this.#version === "one" ? "two" : "one";
  }

  /** What is broken after an `up` to the other version that was interrupted, and one more. */
  async broken(how: How, boundary: Boundary): Promise<string[]> {
    this.#version = this.next;
    this.#project.write(textOf(programOf(this.#version)));
    const { end, met } = await this.#interrupted(how, boundary);
    const unknown = this.#deleteUnknown();
    const again = await this.#again();
    const { output } = await end();
    const broken = met ? [] : ["no request met the boundary"];
    if (unknown > 0 && how === "the engine is killed" && !again.includes(PENDING)) {
      broken.push(`nothing is said of a codespace that may have been made: ${again}`);
    }
    const { emulator } = this.#world;
    const is = atGitHub(emulator);
    const should = this.#ends[this.#version];
    if (is !== should)
      broken.push(`GitHub has ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
    const looked = await this.#project.try("preview", "--refresh", "--expect-no-changes", "--diff");
    if (looked.code !== 0)
      broken.push(`the refresh and the preview are not empty: ${looked.output}`);
    this.#said.push(output, again, looked.output);
    return broken.map(
      (one) =>
        `${how}, ${boundary.when} ${boundary.request.method} ${boundary.request.path}: ${one}`,
    );
  }

  /** An `up` to the other version while something else is done. Gives what is at GitHub for this version. */
  async beside(work: () => Promise<unknown>): Promise<string> {
    this.#version = this.next;
    this.#project.write(textOf(programOf(this.#version)));
    await Promise.all([this.#project.up(), work()]);
    await this.#project.preview("--refresh", "--expect-no-changes");
    return this.#ends[this.#version];
  }

  /** What is left at GitHub after a destroy; nothing of it may be in any output or file. */
  async destroyed(): Promise<string> {
    await this.#project.destroy();
    const { emulator } = this.#world;
    const files = this.#project.files().filter(({ path }) => !path.endsWith("index.js"));
    const all = [...this.#said, ...files.map(({ text }) => text)].join("\n");
    expectNowhere(all, [emulator.token]);
    expectNoTrace(all, [ONE, TWO]);
    return atGitHub(emulator);
  }

  async #interrupted(how: How, { request: { method, path }, when }: Boundary): Promise<Ended> {
    const saved = how === "the engine is killed, and no step was saved" ? "true" : undefined;
    this.#project.setEnv({ PULUMI_SKIP_CHECKPOINTS: saved });
    const { pid, gone, ended } = this.#project.start("up", "--yes", "--skip-preview");
    const left = new Set<number>();
    const interrupt = () => {
      for (const one of startedBy(pid)) left.add(one.pid);
      this.#interrupt(how, pid);
    };
    const at = { method, path: patternOf(path) };
    const planted = this.#world.emulator.fail({ ...at, ...boundaryFault(when, interrupt) });
    await gone;

    planted.remove();
    this.#project.setEnv({ PULUMI_SKIP_CHECKPOINTS: undefined });
    this.#restore();
    const end = () => {
      for (const one of left) signal(one, "SIGKILL");
      return ended;
    };
    return { end, met: planted.hits > 0 };
  }

  #interrupt(how: How, engine: number): void {
    if (how.startsWith(FULL_DISK)) this.#block();
    if (how === "one SIGINT") signal(engine, "SIGINT");
    else if (how === "two SIGINTs") {
      signal(engine, "SIGINT");
      // Two of the same at once count as one.
      setTimeout(() => {
        signal(engine, "SIGINT");
      }, 50);
    } else if (how === "the hosts are killed") {
      const hosts = startedBy(engine).filter(({ command }) => command.includes("dynamic-provider"));
      for (const { pid } of hosts) signal(pid, "SIGKILL");
    } else if (how !== FULL_DISK) signal(engine, "SIGKILL");
  }

  get #states(): string {
    return join(this.#project.folder, "backend", ".pulumi", "stacks", "test");
  }

  /** A file in the place of the folder: each save fails, as on a full disk, for root too. */
  #block(): void {
    renameSync(this.#states, `${this.#states}-aside`);
    writeFileSync(this.#states, "");
  }

  #restore(): void {
    try {
      renameSync(`${this.#states}-aside`, `${this.#states}-back`);
    } catch {
      return;
    }
    rmSync(this.#states, { recursive: true });
    renameSync(`${this.#states}-back`, this.#states);
  }

  /** The next `up`. An engine that was killed leaves a lock, which Pulumi asks a person to take away. */
  async #again(): Promise<string> {
    const { output } = await this.#project.try("up", "--yes", "--skip-preview");
    if (!output.includes("pulumi cancel")) return output;
    await this.#project.run("cancel", "--yes", "--stack", "dev");
    return (await this.#project.up()).output;
  }

  /** A codespace that was made and not saved: Pulumi names its resource, and a person looks. */
  #deleteUnknown(): number {
    const known = new Set(this.#project.all().map(({ id }) => id));
    const { emulator } = this.#world;
    const unknown = emulator
      .codespaces("octocat")
      .filter(({ name, state }) => state !== "Deleted" && !known.has(name));
    for (const { name } of unknown) emulator.drift.codespaces.delete(name);
    this.unknown += unknown.length;
    return unknown.length;
  }
}

const PENDING = "interrupted while creating";

function boundaryFault(when: Boundary["when"], interrupt: () => void): Fault {
  if (when === "after") {
    return {
      edit: (answer) => {
        interrupt();
        return answer;
      },
    };
  }
  return {
    status: 503,
    stream: () => {
      interrupt();
      return Readable.from([]);
    },
  };
}

interface Played {
  ends: Record<Version, string>;
  requests: Record<Version, readonly RequestLogEntry[]>;
}

/** Each version from the other, at the lifecycles. */
async function playedAtLifecycles({ emulator }: World): Promise<Played> {
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
