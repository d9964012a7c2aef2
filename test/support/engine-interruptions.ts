import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Fault, RequestLogEntry } from "github-codespaces-emulator";
import { patternOf } from "./fault-cases";
import { signal, startedBy } from "./processes";
import type { Run } from "./pulumi-project";
import type { TwoVersions } from "./two-versions";

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

/** The command of a process that hosts resources: Pulumi's own, and the plugin. */
const HOSTS = /dynamic-provider|pulumi-resource-github-codespaces/;

interface Ended {
  /** Ends what the engine left behind: hosts, which go on without it. */
  end: () => Promise<Run>;
  /** Whether anything met the boundary. */
  met: boolean;
}

/** Interrupts one `up` after another of a stack. */
export class EngineInterruptions {
  readonly #stack: TwoVersions;
  /** How many `up`s were interrupted. */
  interrupted = 0;
  /** How many codespaces were made of which no state knew. */
  unknown = 0;
  /** How many hosts were killed. */
  #hosts = 0;

  constructor(stack: TwoVersions) {
    this.#stack = stack;
  }

  /** What is broken after an `up` to the other version that was interrupted, and one more. */
  async broken(how: How, boundary: Boundary): Promise<string[]> {
    const stack = this.#stack;
    stack.turn();
    const { end, met } = await this.#interrupt(how, boundary);
    const unknown = this.#deleteUnknown();
    const again = await this.#again();
    stack.note(again, (await end()).output);
    if (met) this.interrupted += 1;
    const isAlive = met && how === "the hosts are killed" && this.#hosts === 0;
    const isSaid = again.includes("interrupted while creating");
    const isUnsaid = unknown > 0 && how === "the engine is killed" && !isSaid;
    const { method, path } = boundary.request;
    return [
      ...(isAlive ? ["no host was found that could be killed"] : []),
      ...(isUnsaid ? [`nothing is said of a codespace that may have been made: ${again}`] : []),
      ...stack.differences(),
      ...(await stack.found()),
    ].map((one) => `${how}, ${boundary.when} ${method} ${path}: ${one}`);
  }

  async #interrupt(how: How, { request: { method, path }, when }: Boundary): Promise<Ended> {
    const { project, emulator } = this.#stack;
    const saved = how === "the engine is killed, and no step was saved" ? "true" : undefined;
    project.setEnv({ PULUMI_SKIP_CHECKPOINTS: saved });
    const { pid, gone, ended } = project.start("up", "--yes", "--skip-preview");
    const left = new Set<number>();
    const act = () => {
      for (const one of startedBy(pid)) left.add(one.pid);
      this.#act(how, pid);
    };
    const at = { method, path: patternOf(path) };
    const planted = emulator.fail({ ...at, ...boundaryFault(when, act) });
    await gone;
    planted.remove();
    project.setEnv({ PULUMI_SKIP_CHECKPOINTS: undefined });
    this.#restore();
    this.#mend();
    const end = () => {
      for (const one of left) signal(one, "SIGKILL");
      return ended;
    };
    return { end, met: planted.hits > 0 };
  }

  #act(how: How, engine: number): void {
    if (how.startsWith(FULL_DISK)) this.#block();
    if (how === FULL_DISK) return;
    if (how === "the hosts are killed") {
      const hosts = startedBy(engine).filter(({ command }) => HOSTS.test(command));
      for (const { pid } of hosts) signal(pid, "SIGKILL");
      this.#hosts += hosts.length;
      return;
    }
    signal(engine, how.endsWith("SIGINT") || how.endsWith("SIGINTs") ? "SIGINT" : "SIGKILL");
    if (how !== "two SIGINTs") return;
    // Two of the same at once count as one.
    setTimeout(() => {
      signal(engine, "SIGINT");
    }, 50);
  }

  get #states(): string {
    return join(this.#stack.project.folder, "backend", ".pulumi", "stacks", "test");
  }

  /** A file in the place of the folder: each saving fails, as on a full disk, for root too. */
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

  /**
   * Pulumi's file backend keeps attributes beside a state. A kill while it writes them leaves an empty file, and each
   * command then ends with "failed to load checkpoint: EOF" until somebody deletes that.
   */
  #mend(): void {
    const files = readdirSync(this.#states).filter((name) => name.endsWith(".attrs"));
    for (const file of files.map((name) => join(this.#states, name))) {
      if (statSync(file).size === 0) rmSync(file);
    }
  }

  /** The next `up`. An engine that was killed leaves a lock, which Pulumi asks a person to take away. */
  async #again(): Promise<string> {
    const { project } = this.#stack;
    const { output } = await project.try("up", "--yes", "--skip-preview");
    if (!output.includes("pulumi cancel")) return output;
    await project.run("cancel", "--yes", "--stack", "dev");
    return (await project.up()).output;
  }

  /** A codespace that was made and not saved: Pulumi names its resource, and a person looks. */
  #deleteUnknown(): number {
    const { project, emulator } = this.#stack;
    const known = new Set(project.all().map(({ id }) => id));
    const unknown = emulator
      .codespaces("octocat")
      .filter(({ name, state }) => state !== "Deleted" && !known.has(name));
    for (const { name } of unknown) emulator.drift.codespaces.delete(name);
    this.unknown += unknown.length;
    return unknown.length;
  }
}

function boundaryFault(when: Boundary["when"], act: () => void): Fault {
  if (when === "after") {
    return {
      edit: (answer) => {
        act();
        return answer;
      },
    };
  }
  return {
    status: 503,
    stream: () => {
      act();
      return Readable.from([]);
    },
  };
}
