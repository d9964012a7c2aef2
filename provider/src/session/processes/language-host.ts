import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The most wrappers that there may be between Pulumi and a program. */
const MOST = 8;

/**
 * The Pulumi process that started this program and lives as long as the operation. Some tools that choose a
 * Node version, such as Volta, put a process in between that ends with the program.
 */
export function languageHost(start: number = process.ppid): number {
  let pid = start;
  for (let step = 0; step < MOST && pid > 1; step++) {
    const { name, parent } = processWith(pid);
    if (/(^|[\\/])pulumi/.test(name)) return pid;
    pid = parent;
  }
  return start;
}

function processWith(pid: number): { name: string; parent: number } {
  try {
    const text = process.platform === "linux" ? ofProc(pid) : ofPs(pid);
    const [, parent = "", name = ""] = /^\s*(\d+)\s+(.*)$/s.exec(text) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return { name: "", parent: 0 };
  }
}

/** `42 (pulumi-language) S 41 …`: the name may contain any character. */
function ofProc(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [, name = "", parent = ""] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? [];
  return `${parent} ${name}`;
}

function ofPs(pid: number): string {
  return execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
}
