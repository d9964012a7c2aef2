import type { CodespaceResult } from "../../operations/answers/codespace";
import { askAgain, sinceAsked } from "../../operations/waiting";
import type { Clock } from "../../clock";
import type { Making } from "./create";
import { isOf, placeIn } from "./place";
import { listed, reasonOf } from "../../texts";

/** Waits between looks for a codespace whose answer was lost, in milliseconds: a minute in all. */
const LOOK_AFTER = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** A creation whose answer was lost. */
export interface Lost extends Making {
  startedAt: number;
  /** The name that we gave it to find it by; undefined if the program gave one, or if none can be given. */
  ownName: string | undefined;
  error: unknown;
}

/**
 * The codespace made by a POST whose answer was lost. Only one with our own name is proven to be it. Any other
 * may belong to a person or another stack, and would be deleted as ours some day; the error names those.
 */
export async function findLost(lost: Lost): Promise<CodespaceResult> {
  const { codespaces, ownName, deadline } = lost;
  const { clock, say } = lost.session;
  const looked = await askAgain({
    ask: () => look(lost),
    isEnough: ({ ours }) => ours !== undefined,
    waits: waitsUntil(deadline, clock),
    clock,
  });
  const { ours } = looked;
  if (ours === undefined) throw new Error(whatIsKnown(lost, looked));
  codespaces.claim(ours.name);
  say.info(
    `Codespace ${ours.name} (${ownName}): the answer to its ` +
      "creation was lost; the codespace was found again.",
  );
  return ours;
}

function* waitsUntil(deadline: number, clock: Clock): Generator<number> {
  for (const wait of LOOK_AFTER) {
    if (clock.now() + wait > deadline) return;
    yield wait;
  }
}

interface LookForLost {
  ours?: CodespaceResult | undefined;
  /** Codespaces that could be it as far as GitHub tells, but could be somebody else's as well. */
  candidates?: CodespaceResult[];
  failure?: unknown;
}

async function look(lost: Lost): Promise<LookForLost> {
  const { session, codespaces, inputs, ownName, startedAt } = lost;
  try {
    const { data, date } = await codespaces.listNow();
    // Not older than our POST, by GitHub's clock.
    const since = sinceAsked(date, startedAt, session.clock);
    const candidates = data.filter(
      (codespace) =>
        isOf(inputs, codespace) &&
        Date.parse(codespace.createdAt) >= since &&
        !codespaces.wasCreatedHere(codespace.name),
    );
    const ours = data.find(({ displayName }) => ownName !== undefined && displayName === ownName);
    return { ours, candidates };
  } catch (failure) {
    return { failure };
  }
}

function whatIsKnown(
  { error, inputs, ownName }: Lost,
  { candidates = [], failure }: LookForLost,
): string {
  const place = placeIn(inputs);
  const name = ownName === undefined ? "" : ` (as "${ownName}")`;
  const may = `${reasonOf(error)} It may have been created anyway${name}, but`;
  if (candidates.length === 0) {
    const looking = failure === undefined ? "" : ` Looking for it failed: ${reasonOf(failure)}`;
    return (
      `${may} no new codespace of ${place} was found.${looking} The request was not repeated: ` +
      "check `gh codespace list` first, because the next `pulumi up` creates one."
    );
  }
  const list = candidates.map((each) => `${each.name} (created ${each.createdAt}, ${each.webUrl})`);
  const doubt =
    ownName === undefined
      ? `it can't be told apart from the new codespaces of ${place}, which may be somebody else's`
      : `none has that name, and the new codespaces of ${place} may be somebody else's`;
  return (
    `${may} ${doubt}: ${listed(list)}. None was taken over, and the request was not ` +
    "repeated. Delete those that nobody uses; the next `pulumi up` creates a new one."
  );
}
