import { spawn } from "node:child_process";

const KEPT_CHARACTERS = 4000;
const ownGroup = process.platform !== "win32";

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs]
 * @property {number} [shown] how many of its last lines an error shows; default 6
 */

/**
 * Runs a command to its end and returns what it printed. The command gets its own process group, so
 * that a timeout or Ctrl-C also ends its children (such as a shell script's `curl`).
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<string>}
 */
export async function runCommand(command, args, { cwd, env, timeoutMs, shown = 6 } = {}) {
  const child = spawn(command, args, {
    ...(cwd ? { cwd } : {}),
    ...(env ? { env } : {}),
    detached: ownGroup,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = collect(child);
  const release = endWithUs(child);
  try {
    const end = await endOf(child, timeoutMs);
    if (end === "0") return printed.stdout;
    const said = printed.both.trim().split("\n").slice(-shown).join("\n");
    throw new Error(`${nameOf(command, args)} ${end}${said ? `:\n${said}` : ""}`);
  } finally {
    release();
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
const nameOf = (command, args) => `\`${[command, ...args.slice(0, 3)].join(" ")}\``;

/** @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child */
function collect(child) {
  const printed = { stdout: "", both: "" };
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    printed.stdout = (printed.stdout + text).slice(-KEPT_CHARACTERS);
    printed.both = (printed.both + text).slice(-KEPT_CHARACTERS);
  });
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    printed.both = (printed.both + text).slice(-KEPT_CHARACTERS);
  });
  return printed;
}

/**
 * How the command ended, in words; "0" is success.
 * @param {import("node:child_process").ChildProcess} child
 * @param {number | undefined} timeoutMs
 * @returns {Promise<string>}
 */
function endOf(child, timeoutMs) {
  return new Promise((settle) => {
    const timer = timeoutMs
      ? setTimeout(() => {
          kill(child, "SIGKILL");
          settle(`did not end within ${timeoutMs / 1000} s`);
        }, timeoutMs)
      : undefined;
    const end = (/** @type {string} */ text) => {
      clearTimeout(timer);
      settle(text);
    };
    child.once("error", (error) => {
      end(`could not be started (${error.message})`);
    });
    child.once("close", (code, signal) => {
      end(
        code === 0 ? "0" : `ended with ${code === null ? (signal ?? "a signal") : `code ${code}`}`,
      );
    });
  });
}

/**
 * Passes Ctrl-C on to the command's group, then ends by the signal as if there were no handler.
 * @param {import("node:child_process").ChildProcess} child
 */
function endWithUs(child) {
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM"]);
  const release = () => {
    for (const signal of signals) process.off(signal, passOn);
  };
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    kill(child, signal);
    release();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  return release;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function kill(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(ownGroup ? -child.pid : child.pid, signal);
  } catch {
    // It ended in the meantime.
  }
}
