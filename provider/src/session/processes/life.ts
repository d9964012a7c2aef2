import { readFileSync, readlinkSync, statSync } from "node:fs";
import { hashed } from "../identity";

/** How long a file is left alone whose process can't be looked up here, in milliseconds. */
const LEFT_ALONE = 24 * 3_600_000;

/** Of a file that counts as long as a process lives. */
export type Life = "lives" | "has ended" | "lives elsewhere";

/**
 * How the name of such a file ends. Numbers of processes come again: containers have a few, the same each time,
 * and may share a folder for temporary files. So it tells too when the process began, and where its number means it.
 */
export function asLongAs(pid: number): string {
  return `${placeOf()}-${startOf(pid) ?? ""}-${pid}`;
}

/** Whether the process that the name of a file tells lives. */
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

/** The system that counts this process: on Linux this start of the machine, and the container. */
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

/** When a process began, in ticks since the machine did: the 20th behind its name, which may hold anything. */
function startOf(pid: number): string | undefined {
  const stat = tried(() => readFileSync(`/proc/${pid}/stat`, "utf8")) ?? "";
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
