import type { CodespaceResult, CodespaceState } from "../operations/codespace";
import type { UserCodespaces } from "../operations/user-codespaces";
import type { Session } from "./session";

/** What a codespace is to come to; "ready" is either of the two. */
export type Goal = "running" | "stopped" | "ready";

const RUNNING: readonly CodespaceState[] = ["Available"];
const STOPPED: readonly CodespaceState[] = ["Shutdown", "Archived"];
/** It will not get out of these by itself. */
const LOST: readonly CodespaceState[] = ["Failed", "Deleted", "Unavailable"];

/** Waits between two looks, in milliseconds. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15_000;

export interface Settling {
  codespaces: UserCodespaces;
  name: string;
  goal: Goal;
  /** How long it may take, in milliseconds. */
  limit: number;
}

/** The codespace did not come to what it was to come to; how it was last seen. */
export class NotSettled extends Error {
  constructor(
    message: string,
    readonly codespace: CodespaceResult | undefined,
  ) {
    super(message);
  }
}

/** Which goal a state is; undefined for a state on the way, or none of the two. */
export function stateReached(state: CodespaceState): "running" | "stopped" | undefined {
  if (RUNNING.includes(state)) return "running";
  return STOPPED.includes(state) ? "stopped" : undefined;
}

/** Starts or stops it where that is needed, once, and waits until it is there. Says each new state. */
export async function settle(
  { codespaces, name, goal, limit }: Settling,
  session: Session,
): Promise<CodespaceResult> {
  let commanded = false;
  let last: CodespaceResult | undefined;
  const seen = await watch({ codespaces, name, limit }, session, async (codespace) => {
    last = codespace;
    if (codespace === undefined) throw new NotSettled("it is gone.", last);
    if (LOST.includes(codespace.state)) throw new NotSettled(whyLost(codespace), codespace);
    const reached = stateReached(codespace.state);
    if (reached !== undefined && (goal === "ready" || goal === reached)) return true;
    if (reached !== undefined && !commanded) {
      commanded = true;
      await codespaces.command(name, goal === "running" ? "start" : "stop");
    }
    return false;
  });
  if (seen !== undefined && seen !== "too late") return seen;
  const state = last?.state ?? "not shown";
  throw new NotSettled(
    `it is still ${state} after ${limit / 1000} s. The next \`pulumi up\` goes on waiting; the input timeouts sets how long.`,
    last,
  );
}

/** Waits until GitHub has it no more. */
export async function settleGone(
  { codespaces, name, limit }: Omit<Settling, "goal">,
  session: Session,
): Promise<void> {
  let last: CodespaceResult | undefined;
  const isGone = (codespace: CodespaceResult | undefined) => {
    last = codespace;
    return Promise.resolve(codespace === undefined);
  };
  const seen = await watch({ codespaces, name, limit }, session, isGone);
  // GitHub may go on showing what is deleted.
  if (seen === undefined || last?.state === "Deleted") return;
  throw new Error(
    `GitHub took the deletion, but still shows it after ${limit / 1000} s: run again.`,
  );
}

/** Looks until `isDone`; what was then seen, which may be nothing. */
async function watch(
  { codespaces, name, limit }: Omit<Settling, "goal">,
  { clock, say }: Session,
  isDone: (codespace: CodespaceResult | undefined) => Promise<boolean>,
): Promise<CodespaceResult | undefined | "too late"> {
  const start = clock.now();
  let wait = FIRST_WAIT;
  for (let state: string | undefined; ;) {
    const codespace = (await codespaces.get(name))?.codespace;
    const seconds = Math.round((clock.now() - start) / 1000);
    const shown = codespace?.state ?? "gone";
    if (shown !== state) say.info(`Codespace ${name}: ${shown} (after ${seconds} s)`);
    state = shown;
    if (await isDone(codespace)) return codespace;
    if (clock.now() - start + wait > limit) return "too late";
    await clock.sleep(wait);
    wait = Math.min(wait * 1.5, LONGEST_WAIT);
  }
}

function whyLost({ state, webUrl }: CodespaceResult): string {
  return (
    `it is ${state}, and does not get out of that by itself: see ${webUrl} for its log. ` +
    "`pulumi up --replace` with its URN makes it anew."
  );
}
