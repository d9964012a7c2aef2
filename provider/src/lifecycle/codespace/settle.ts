import { isLost, steadyState, type CodespaceResult } from "../../operations/answers/codespace";
import type { KnownCodespace, UserCodespaces } from "../../session/user-codespaces";
import { askAgain, growingWaits } from "../../operations/waiting";
import { commander } from "./command";
import type { Session } from "../../session/session";

/** The state to reach; "ready" means running or stopped, with no operation pending. */
type Goal = "running" | "stopped" | "ready";

/** How long GitHub may answer 404 for a codespace that it has just made, in milliseconds. */
const NOT_SHOWN_YET = 30_000;

export interface Settling {
  session: Session;
  codespaces: UserCodespaces;
  known: KnownCodespace;
  /** When to give up, in milliseconds since 1970. */
  deadline: number;
  /** How it was last seen; if not given, it is looked up first. */
  last?: CodespaceResult | undefined;
}

/** The codespace did not reach its goal. Carries how it was last seen. */
export class NotSettled extends Error {
  constructor(
    message: string,
    readonly codespace: CodespaceResult | undefined,
  ) {
    super(message);
  }
}

/** Starts or stops it if needed, and waits until the goal is reached. Reports each new state. */
export async function settle(settling: Settling & { goal: Goal }): Promise<CodespaceResult> {
  const { goal } = settling;
  const command = goal === "ready" ? undefined : commander(settling, goal);
  const seen = await watch(settling, async (codespace) => {
    if (isLost(codespace.state)) throw new NotSettled(whyLost(codespace), codespace);
    const reached = steadyState(codespace.state);
    if (goal === "ready") return reached !== undefined && !codespace.pendingOperation;
    if (reached === goal) return true;
    // GitHub takes no command while it works on the codespace.
    if (reached !== undefined && !codespace.pendingOperation) await command?.(codespace.state);
    return false;
  });
  if (seen.isDone && seen.codespace !== undefined) return seen.codespace;
  throw new NotSettled(whyNot(seen), seen.codespace);
}

/** Waits until GitHub doesn't have it any more. */
export async function settleGone(settling: Settling): Promise<void> {
  const never = () => Promise.resolve(false);
  const { isGone } = await watch({ ...settling, goneAtOnce: true }, never);
  if (isGone) return;
  throw new Error(
    "GitHub accepted the deletion, but still shows the codespace: run again, or increase timeouts.",
  );
}

interface Watched {
  isDone: boolean;
  isGone: boolean;
  codespace: CodespaceResult | undefined;
}

/** Looks until `isDone`, until it is gone, or until the time is over. */
async function watch(
  { session, codespaces, known, deadline, last, goneAtOnce }: Settling & { goneAtOnce?: true },
  isDone: (codespace: CodespaceResult) => Promise<boolean>,
): Promise<Watched> {
  const { clock, say } = session;
  const start = clock.now();
  const ask = async (before: Watched | undefined): Promise<Watched> => {
    const given = before === undefined ? last : undefined;
    const codespace = given ?? (await codespaces.get(known.name));
    const passed = clock.now() - start;
    const state = stateOf(codespace);
    if (before === undefined || state !== stateOf(before.codespace)) {
      say.info(`Codespace ${known.name}: ${state} (after ${Math.round(passed / 1000)} s)`);
    }
    if (codespace !== undefined) {
      const isGone = goneAtOnce === true && state === "Deleted";
      return { isDone: !isGone && (await isDone(codespace)), isGone, codespace };
    }
    const mayBeGone = goneAtOnce === true || passed >= NOT_SHOWN_YET;
    const isGone = mayBeGone && (await codespaces.findNow(known)) === undefined;
    return { isDone: false, isGone, codespace };
  };
  const isEnough = (seen: Watched) => seen.isDone || seen.isGone;
  return askAgain({ ask, isEnough, waits: growingWaits(clock, deadline), clock });
}

function stateOf(codespace: CodespaceResult | undefined): string {
  return codespace?.state ?? "not shown";
}

function whyNot({ isGone, codespace }: Watched): string {
  if (isGone) return "it is gone: run `pulumi refresh`, then `pulumi up`.";
  const reason = codespace?.pendingOperationDisabledReason;
  return (
    `it is still ${stateOf(codespace)}${reason === undefined ? "" : ` (${reason})`}, and the time limit ` +
    "has passed. The next `pulumi up` continues to wait; the input timeouts sets the limit."
  );
}

function whyLost({ state, webUrl }: CodespaceResult): string {
  return (
    `it is ${state}, and won't recover by itself: see ${webUrl} for its ` +
    "log. `pulumi up --replace` with its URN recreates it."
  );
}
