#!/usr/bin/env node
import { parseArgs } from "node:util";
import { greeting, helpText, summary } from "./greeting";
import { startEmulator } from "./index";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    latency: { type: "string", default: "0" },
    step: { type: "string", default: "1000" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) process.stdout.write(helpText);
else void run();

async function run(): Promise<void> {
  const emulator = await startEmulator({
    port: wholeNumber("port", values.port),
    latencyMs: wholeNumber("latency", values.latency),
    codespaceStepMs: wholeNumber("step", values.step),
  });
  const stop = () => void emulator.close();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  process.stdout.write(values.json ? `${JSON.stringify(summary(emulator))}\n` : greeting(emulator));
}

function wholeNumber(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  process.stderr.write(`--${option} needs a whole number, not "${text}"\n`);
  process.exit(2);
}
