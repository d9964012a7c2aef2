import { connect } from "node:net";

/** How old the last check of the engine may be when a write is sent, in milliseconds. */
const LOOK_LASTS = 500;

/** How long to wait for the engine to accept, in milliseconds. One that takes longer is busy, not gone. */
const PATIENCE = 2_000;

/** The engine's address, which it passes to each process that it starts: `node …/dynamic-provider ADDRESS`. */
export function engineIn(argv: readonly string[] = process.argv): string | undefined {
  return argv.slice(2).find((argument) => /^[\w.[\]:-]+:\d+$/.test(argument));
}

/**
 * Throws once the engine that started this host is gone. An engine that is killed, for example with its
 * terminal, leaves its hosts behind. A write that waits in one of them for GitHub's limits would be sent long
 * after another `up` has decided otherwise.
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
    throw new Error("The Pulumi process that asked for it has ended. It was not sent.");
  };
}

/** How often to look whether an operation is over, in milliseconds. */
const LOOK_EVERY = 2_000;

/** Calls `then` once nobody listens at the engine's address any more. Keeps no process alive. */
export function whenEngineEnds(address: string, then: () => void, every = LOOK_EVERY): void {
  const look = async () => {
    if (await listens(address)) {
      setTimeout(() => void look(), every).unref();
    } else {
      then();
    }
  };
  setTimeout(() => void look(), every).unref();
}

/** Only a refused connection proves that nobody listens. */
function listens(address: string): Promise<boolean> {
  const colon = address.lastIndexOf(":");
  const host = address.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    const answer = (error?: NodeJS.ErrnoException) => {
      socket.destroy();
      resolve(error?.code !== "ECONNREFUSED");
    };
    socket.setTimeout(PATIENCE, answer);
    socket.on("connect", answer);
    socket.on("error", answer);
  });
}
