import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const MOUNT =
  'cp -a "$0" "$0.before" && mount -t tmpfs -o size=128k tmpfs "$0" && cp -a "$0.before/." "$0"';

/**
 * A disk of 128 KB for a project's state: a file system in memory, in a mount namespace of its own, which nobody else sees and which
 * ends with the test. jest.config.mjs asks whether the machine lets us.
 */
export class SmallDisk {
  readonly #holder: ChildProcess;
  readonly #folder: string;

  private constructor(holder: ChildProcess, folder: string) {
    this.#holder = holder;
    this.#folder = folder;
  }

  /** Puts the disk in the place of a folder, with what is in there. */
  static async at(folder: string): Promise<SmallDisk> {
    // It lives until its input is closed, at the latest when this process ends.
    const command = ["-rm", "sh", "-euc", `${MOUNT} && echo ready && cat`, folder];
    const holder = spawn("unshare", command, { stdio: ["pipe", "pipe", "inherit"] });
    await new Promise<void>((done, failed) => {
      holder.stdout.once("data", () => {
        done();
      });
      holder.once("exit", (code) => {
        failed(new Error(`no disk: ${String(code)}`));
      });
    });
    return new SmallDisk(holder, folder);
  }

  /** The process that keeps the disk. */
  get holder(): string {
    return String(this.#holder.pid);
  }

  /** A file that starts a command where the disk is that `STATE_DISK` holds. */
  static entering(command: string, folder: string): string {
    const file = join(folder, "on-the-small-disk");
    const enter = 'nsenter --preserve-credentials -U -m -t "$STATE_DISK" --wd="$PWD"';
    writeFileSync(file, `#!/bin/sh\nexec ${enter} "${command}" "$@"\n`, { mode: 0o755 });
    return file;
  }

  /** The disk's folder as this process sees it. */
  get outside(): string {
    return `/proc/${this.holder}/root${this.#folder}`;
  }

  /** Until not even a page is left. */
  async full(): Promise<void> {
    // Not without a pause: the engine needs the processor.
    while (statfsSync(this.outside).bavail > 0) await pause(2);
  }

  /** Makes room. */
  grow(): void {
    const mount = ["mount", "-o", "remount,size=16m", this.#folder];
    const enter = ["--preserve-credentials", "-U", "-m", "-t", this.holder];
    const { status } = spawnSync("nsenter", [...enter, ...mount]);
    if (status !== 0) throw new Error("the disk can't be made larger");
  }

  close(): void {
    this.#holder.removeAllListeners("exit");
    this.#holder.stdin?.end();
  }
}
