import { readdirSync, readFileSync } from "node:fs";

/** How often it is looked, in milliseconds: a host lives for seconds. */
const OFTEN = 50;

/** The arguments of all processes of this machine, as anybody on it may read them, until `stop`. Empty but on Linux. */
export function commandLines(): { seen: Set<string>; stop: () => void } {
  const seen = new Set<string>();
  const timer = setInterval(() => {
    for (const line of all()) seen.add(line);
  }, OFTEN);
  return {
    seen,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function all(): string[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap(argumentsOf);
  } catch {
    return [];
  }
}

/** None of one that has ended meanwhile. */
function argumentsOf(pid: string): string[] {
  try {
    return [readFileSync(`/proc/${pid}/cmdline`, "utf8")];
  } catch {
    return [];
  }
}
