import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { greeting, helpText, summary } from "./greeting";
import { seedWith, startEmulator } from "./index";

const options = {
  port: { type: "string", default: "0" },
  latency: { type: "string", default: "0" },
  step: { type: "string", default: "1000" },
  run: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What a person can put right: one sentence, and no stack. */
class Mistake extends Error {
  constructor(
    message: string,
    readonly code: 1 | 2,
  ) {
    super(message);
  }
}

/** The command `github-codespaces-emulator`. */
export async function runCommand(args: string[]): Promise<void> {
  try {
    await start(args);
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code;
  }
}

async function start(args: string[]): Promise<void> {
  const flags = flagsIn(args);
  if (flags.help) {
    process.stdout.write(helpText);
    return;
  }
  const port = wholeNumber("port", flags.port);
  const emulator = await startEmulator({
    port,
    seed: seedWith({ run: runNamed(flags.run) }),
    latencyMs: wholeNumber("latency", flags.latency),
    codespaceStepMs: wholeNumber("step", flags.step),
  }).catch((error: unknown) => {
    throw ofThePort(error, port);
  });
  const stop = () => void emulator.close();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  process.stdout.write(flags.json ? `${JSON.stringify(summary(emulator))}\n` : greeting(emulator));
}

function flagsIn(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const [first = ""] = (error instanceof Error ? error.message : String(error)).split(/\.? To /);
    throw new Mistake(`${first}. --help lists the options.`, 2);
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Mistake(`--${option} needs a whole number, not "${text}".`, 2);
}

/** By default each run has tokens of its own: what is left in a shell doesn't fit somebody else's emulator. */
function runNamed(name: string | undefined): string {
  if (name === undefined) return randomBytes(4).toString("hex");
  if (/^[A-Za-z0-9]+$/.test(name)) return name;
  throw new Mistake(`--run needs letters and digits, not "${name}".`, 2);
}

function ofThePort(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const cure = "choose another one, or leave --port out for a free one";
  if (code === "EADDRINUSE") {
    return new Mistake(`Port ${port} is taken, perhaps by another emulator: ${cure}.`, 1);
  }
  if (code === "EACCES") return new Mistake(`Port ${port} is not allowed: ${cure}.`, 1);
  if (code === "ERR_SOCKET_BAD_PORT") {
    return new Mistake(`There is no port ${port}: ${cure}.`, 2);
  }
  return error;
}
