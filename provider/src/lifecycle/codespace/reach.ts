import { isRefused, mayHaveHadEffect } from "../../github/errors";
import { steadyState, type CodespaceResult } from "../../operations/answers/codespace";
import * as machines from "../../operations/machines";
import type { UserCodespaces } from "../../session/user-codespaces";
import { withMachinesOf } from "./machines";
import { durationOf } from "../../rules/codespace";
import { declaredInputs, knownFrom, outputsOf } from "./outputs";
import { NotSettled, settle } from "./settle";
import { reasonOf } from "../../texts";
import { PartlyDone } from "../lifecycle";
import type { CodespaceInputs, CodespaceRecord } from "../../kinds/codespace";
import { defined, only, without } from "../../rules/plain";
import type { Owner, Session } from "../../session/session";

/** How long each verb waits if `timeouts` doesn't say, in milliseconds. */
const DEFAULT_LIMIT = 15 * 60_000;

/** Inputs that the POST that makes a codespace doesn't take. */
export const AFTER_CREATION = ["recentFolders", "desiredState"] as const;

/** The inputs that PATCH changes. */
const PATCH = ["machine", "displayName", "recentFolders"] as const;

export interface Way {
  session: Session;
  id: string;
  codespaces: UserCodespaces;
  /** The codespace's owner. */
  owner: Owner;
  /** What is known to be at GitHub. */
  outputs: CodespaceRecord;
  news: CodespaceInputs;
  /** When to give up, in milliseconds since 1970. */
  deadline: number;
  /** This run's POST answer: whatever fails now, the state has to know the codespace. */
  made?: CodespaceResult;
}

/** Whether there is nothing to send. */
export function isReached(olds: CodespaceRecord, news: CodespaceInputs): boolean {
  const declared = declaredInputs(olds);
  const isPatched = Object.keys(patchOf(declared, news)).length === 0;
  return olds.unsettled !== true && isPatched && goalOf(declared, news) === undefined;
}

/** Brings a codespace step by step to what is declared. If a step fails, the error says how far it came. */
export async function reach(way: Way): Promise<CodespaceRecord> {
  const { news, made } = way;
  // Inputs that concern only this provider are reached as soon as they are declared, even if something else fails.
  const { forceDelete, timeouts, readiness } = news;
  const declared = defined({ ...declaredInputs(way.outputs), forceDelete, timeouts, readiness });
  const begun: CodespaceRecord = { ...way.outputs, declared };
  let outputs = begun;
  try {
    for (const step of [waitUntilReady, patch, startOrStop]) {
      outputs = (await step({ ...way, outputs })) ?? outputs;
    }
    return { ...without(outputs, ["unsettled"]), declared: news };
  } catch (error) {
    const sure = knownAfter(error, declaredInputs(outputs), news);
    const nothingNew = JSON.stringify(sure) === JSON.stringify(declaredInputs(way.outputs));
    if (outputs === begun && nothingNew && made === undefined) throw error;
    const seen = error instanceof NotSettled && error.codespace;
    const known = seen ? after(seen, { ...way, outputs }, sure) : { ...outputs, declared: sure };
    const unsettled = error instanceof NotSettled || outputs.unsettled === true ? true : undefined;
    const reached = defined({ ...known, unsettled });
    throw new PartlyDone({ id: way.id, outputs: reached, reason: reasonOf(error) });
  }
}

/**
 * What a request may have changed. Nobody can tell, so the next update asks for it, whatever is declared by
 * then.
 */
function knownAfter(
  error: unknown,
  declared: CodespaceInputs,
  news: CodespaceInputs,
): CodespaceInputs {
  const mayBeDone = error instanceof NotSettled || mayHaveHadEffect(error);
  if (!mayBeDone) return declared;
  const isInDoubt = (input: (typeof PATCH)[number] | "desiredState") =>
    JSON.stringify(news[input]) !== JSON.stringify(declared[input]);
  return without(declared, ([...PATCH, "desiredState"] as const).filter(isInDoubt));
}

/** Returns nothing if there is nothing to do. */
type Step = (way: Way) => Promise<CodespaceRecord | undefined>;

const waitUntilReady: Step = async (way) => {
  if (way.outputs.unsettled !== true) return undefined;
  const codespace = await settle({ ...settling(way), goal: "ready", last: way.made });
  return { ...after(codespace, way, declaredInputs(way.outputs)), unsettled: true };
};

const patch: Step = async (way) => {
  const { codespaces, id, news, outputs } = way;
  const declared = declaredInputs(outputs);
  const body = patchOf(declared, news);
  if (Object.keys(body).length === 0) return undefined;
  const send = () => codespaces.patch(id, body);
  try {
    const codespace = await whenNothingIsDone(send, way);
    const reached = { ...news, desiredState: declared.desiredState };
    return defined({ ...after(codespace, way, reached), unsettled: outputs.unsettled });
  } catch (error) {
    const ask = () => codespaces.machines({ operation: machines.ofCodespace, args: { name: id } });
    throw await withMachinesOf(error, body.machine, ask);
  }
};

/** GitHub refuses a change while it works on the codespace. So this waits until it is done, then sends it again. */
async function whenNothingIsDone(
  send: () => Promise<CodespaceResult>,
  way: Way,
): Promise<CodespaceResult> {
  try {
    return await send();
  } catch (error) {
    if (!isRefused(error, 409, 422)) throw error;
    const now = await way.codespaces.get(way.id);
    const isBusy = now?.pendingOperation === true || steadyState(now?.state) === undefined;
    if (now === undefined || !isBusy) throw error;
    await settle({ ...settling(way), goal: "ready", last: now });
    return send();
  }
}

const startOrStop: Step = async (way) => {
  const { news, outputs } = way;
  const goal = goalOf(declaredInputs(outputs), news);
  if (goal === undefined) return undefined;
  const codespace = await settle({ ...settling(way), goal });
  return after(codespace, way, news);
};

function settling({ session, codespaces, id, outputs, deadline }: Way) {
  return { session, codespaces, known: knownFrom(id, outputs), deadline };
}

function after(
  codespace: CodespaceResult,
  { outputs, owner }: Way,
  declared: CodespaceInputs,
): CodespaceRecord {
  return outputsOf(codespace, { declared, owner: outputs.owner ?? owner, before: outputs });
}

/** Only inputs that are declared and changed: what is left out is not managed. */
function patchOf(declared: CodespaceInputs, news: CodespaceInputs): CodespaceInputs {
  const changed = PATCH.filter(
    (input) =>
      news[input] !== undefined && JSON.stringify(news[input]) !== JSON.stringify(declared[input]),
  );
  return only(news, changed);
}

function goalOf(
  declared: CodespaceInputs,
  { desiredState }: CodespaceInputs,
): "running" | "stopped" | undefined {
  return desiredState === declared.desiredState ? undefined : desiredState;
}

/** When a verb gives up, counted from now, in milliseconds since 1970. */
export function deadlineOf(
  { timeouts }: CodespaceInputs,
  verb: "create" | "update" | "delete",
  { clock }: Session,
): number {
  const duration = timeouts?.[verb];
  const limit = duration === undefined ? undefined : durationOf(duration);
  return clock.now() + (limit ?? DEFAULT_LIMIT);
}
