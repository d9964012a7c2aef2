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
  /** All other messages, and whether a person is watching. */
  err: { write(text: string): void; isTerminal: boolean };
  /** What another program pipes in. */
  input(): Promise<string>;
  /** What `pulumi …` prints. */
  pulumi(args: readonly string[]): Promise<string>;
}

/** The state of a large stack may have tens of megabytes. */
const MOST_BYTES = 512 * 1024 * 1024;

/** This process's. */
export function thisPlace(): Shell {
  // The reader of the output may stop early, as `head` does.
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
