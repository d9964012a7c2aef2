import { spawn } from "node:child_process";

/** The shell's `times` tells the CPU time of its children and their children; Node can't. */
const WITH_TIMES = '"$@"; code=$?; times; exit $code';

/**
 * The last line of `times`: user and system time of the children, such as `0m12.340s 0m1.230s`.
 * @param {string} output
 */
export function childrenCpu(output) {
  const times = [...output.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  return times.reduce((sum, [, m, s]) => sum + (Number(m) * 60 + Number(s)) * 1000, 0);
}

/**
 * Runs a command and measures it. Throws its output if it fails.
 * @param {string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 * @returns {Promise<{ wallMs: number, cpuMs: number, output: string }>} the CPU time is that of everything it started
 */
export function timed(command, { cwd, env }) {
  const started = performance.now();
  const child = spawn("sh", ["-c", WITH_TIMES, "sh", ...command], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part) => (output += String(part)));
  }
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      const wallMs = performance.now() - started;
      if (code === 0) done({ wallMs, cpuMs: childrenCpu(output), output });
      else failed(new Error(`${command.join(" ")} ended with ${String(code)}\n${output}`));
    });
  });
}
