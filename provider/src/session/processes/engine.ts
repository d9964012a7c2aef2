import { connect } from "node:net";

/** How old the last look at the engine may be when a write leaves, in milliseconds. */
const LOOK_LASTS = 500;

/** A busy engine may take its time; it is there. */
const PATIENCE = 2_000;

/** The address of the engine, which it gives each process that it starts: `node …/dynamic-provider ADDRESS`. */
export function engineIn(argv: readonly string[] = process.argv): string | undefined {
  return argv.slice(2).find((argument) => /^[\w.[\]:-]+:\d+$/.test(argument));
}

/**
 * Throws once the engine that has started this host is gone. One that was killed, with its terminal for example,
 * leaves its hosts behind, and what waits in one for GitHub's limits would be written long after another `up`
 * has decided otherwise.
 */
export function whileEngineLives(
  address: string,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  let looked: { at: number; lives: Promise<boolean> } | undefined;
  return async () => {
    if (looked === undefined || now() - looked.at > LOOK_LASTS) {
      looked = { at: now(), lives: listens(address) };
    }
    if (await looked.lives) return;
    throw new Error("Pulumi, which asked for it, has ended by now. It was not sent.");
  };
}

/** Only a refused connection tells that nobody listens. */
function listens(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(":");
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    const answer = (lives: boolean) => {
      socket.destroy();
      resolve(lives);
    };
    socket.setTimeout(PATIENCE, () => {
      answer(true);
    });
    socket.on("connect", () => {
      answer(true);
    });
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      answer(code !== "ECONNREFUSED");
    });
  });
}
