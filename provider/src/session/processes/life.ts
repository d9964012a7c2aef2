import { readFileSync, readlinkSync, statSync } from "node:fs";
import { hashed } from "../identity";

/** How long a file is left alone if its process can't be looked up here, in milliseconds. */
const LEFT_ALONE = 24 * 3_600_000;

/** State of the process that a file depends on. */
export type Life = "lives" | "has ended" | "lives elsewhere";

/**
 * The end of such a file's name. Process ids repeat: containers have few, the same ones each time, and may
 * share a folder for temporary files. So the name also holds when the process started, and where its id is
 * valid.
 */
export function asLongAs(pid: number): string {
  return `${placeOf()}-${startOf(pid) ?? ""}-${pid}`;
}

/** Whether the process named in a file's name lives. */
export function lifeIn(file: string): Life {
  const [, place, start, pid = ""] = /-(\w*)-(\d*)-(\d+)$/.exec(file) ?? [];
  if (place !== undefined && place !== placeOf()) {
    return isOld(file) ? "has ended" : "lives elsewhere";
  }
  if (!isRunning(Number(pid || Number.NaN))) return "has ended";
  const now = startOf(Number(pid));
  return start && now !== undefined && now !== start ? "has ended" : "lives";
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isOld(file: string): boolean {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
  return Date.now() - mtimeMs > LEFT_ALONE;
}

let place: string | undefined;

/** The system that the process id belongs to: on Linux, this boot of the machine and the container. */
function placeOf(): string {
  place ??= hashed(
    tried(
      () =>
        readFileSync("/proc/sys/kernel/random/boot_id", "utf8") + readlinkSync("/proc/self/ns/pid"),
    ) ?? "",
  )
    .replaceAll(/\W/g, "")
    .slice(0, 8);
  return place;
}

/** When a process started, in ticks since boot: the 20th field after its name, which may contain any character. */
function startOf(pid: number): string | undefined {
  const stat = tried(() => readFileSync(`/proc/${pid}/stat`, "utf8")) ?? "";
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

/** The result; undefined if there is none, for example because another process was faster. */
export function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
