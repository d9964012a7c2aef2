import { execFile } from "node:child_process";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { systemClock, type Clock } from "../clock";
import type { Environment } from "../settings/sources";

/** Everything that a command has around it. */
export interface Shell {
  env: Environment;
  /** The folder that relative paths are in. */
  folder: string;
  clock: Clock;
  /** The result, for a person, a file or another program. */
  out(text: string): void;
  /** Everything else that is said, and whether a person watches it. */
  err: { write(text: string): void; isTerminal: boolean };
  /** What another program pipes in. */
  input(): Promise<string>;
  /** What `pulumi …` prints. */
  pulumi(args: readonly string[]): Promise<string>;
}

/** The states of large stacks have some ten megabytes. */
const MOST_BYTES = 512 * 1024 * 1024;

/** This process's. */
export function thisPlace(): Shell {
  // Who reads the output may stop reading, as `head` does.
  process.stdout.on("error", () => process.exit());
  return {
    env: process.env,
    folder: process.cwd(),
    clock: systemClock,
    out: (line) => void process.stdout.write(line),
    err: { write: (line) => void process.stderr.write(line), isTerminal: process.stderr.isTTY },
    input: () => text(process.stdin),
    pulumi: async (args) => {
      const options = { maxBuffer: MOST_BYTES, env: process.env };
      return (await promisify(execFile)("pulumi", [...args], options)).stdout;
    },
  };
}
