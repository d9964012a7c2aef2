import type { Emulator } from "github-codespaces-emulator";
import { run } from "../../provider/src/cli/main";
import type { Shell } from "../../provider/src/cli/place";
import { impatientClock } from "./impatient-clock";
import { emulated } from "./program-environment";

export interface Ended {
  code: number;
  /** Standard output. */
  out: string;
  /** Standard error. */
  err: string;
}

/** What a command has around it in a test. */
export interface Around {
  folder?: string;
  env?: Record<string, string | undefined>;
  /** A person watches standard error. */
  isTerminal?: boolean;
  input?: string;
  pulumi?: Shell["pulumi"];
  /** This machine's clock; default: the emulator's. */
  now?: () => number;
}

/** Runs `pulumi-github-codespaces …` in this process, with the emulator in the place of GitHub. */
export async function runCli(
  emulator: Emulator,
  args: readonly string[],
  { folder = "/nowhere", env = {}, isTerminal = false, ...around }: Around = {},
): Promise<Ended> {
  const ended: Ended = { code: -1, out: "", err: "" };
  const wait = (ms: number) => {
    emulator.advance(ms);
  };
  const { clock } = impatientClock(wait, around.now ?? (() => emulator.now().getTime()));
  ended.code = await run(args, {
    env: { ...emulated(emulator), ...env },
    folder,
    clock,
    out: (text) => (ended.out += text),
    err: { write: (text) => (ended.err += text), isTerminal },
    input: () => Promise.resolve(around.input ?? ""),
    pulumi: around.pulumi ?? (() => Promise.reject(new Error("no pulumi in this test"))),
  });
  return ended;
}
