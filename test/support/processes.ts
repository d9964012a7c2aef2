import { execFileSync } from "node:child_process";

interface Process {
  pid: number;
  command: string;
}

/** What a process started, and what that started in turn, as it is now. */
export function startedBy(pid: number): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const all = [...lines.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(
    ([, own, parent, command = ""]) => ({
      pid: Number(own),
      parent: Number(parent),
      command,
    }),
  );
  const below = (of: number): Process[] =>
    all.filter(({ parent }) => parent === of).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** Sends a signal to a process that may have ended by itself. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
