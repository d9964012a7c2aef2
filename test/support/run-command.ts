import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { passWholeLines } from "./whole-lines";

const ROOT = resolve(__dirname, "../..");
const folders: string[] = [];

/** An empty folder below the checkout, so that programs find the packages by their names. */
export function newFolder(): string {
  const folder = join(ROOT, ".cache", "e2e", randomBytes(6).toString("hex"));
  mkdirSync(folder, { recursive: true });
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs a command to its end, with nothing to read. The output is what a person would see. */
export function runCommand(
  [command = "", ...args]: string[],
  { folder, env = process.env }: { folder: string; env?: NodeJS.ProcessEnv },
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    passWholeLines(stream, (text) => {
      output += text;
    });
  }
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      done({ code, output });
    });
  });
}
