import { GitHubRefused } from "../github/errors";
import type { CodespaceResult } from "../operations/codespace";
import type { UserCodespaces } from "../operations/user-codespaces";
import { withMachinesOf } from "./codespace-create";
import { durationOf } from "./codespace-fields";
import { declaredIn, outputsOf } from "./codespace-outputs";
import { NotSettled, settle } from "./codespace-settle";
import { reasonOf } from "./failure";
import { PartlyDone } from "./lifecycle";
import { defined, isObject, without, type Props } from "./plain";
import type { Owner, Session } from "./session";

/** How long each verb waits where `timeouts` doesn't say, in milliseconds. */
const DEFAULT_LIMIT = 15 * 60_000;

/** What the POST that makes a codespace doesn't take. */
export const AFTER_CREATION = ["recentFolders", "desiredState"];

/** The inputs that PATCH changes, by GitHub's names. */
const PATCH = {
  machine: "machine",
  displayName: "display_name",
  recentFolders: "recent_folders",
};

export interface Way {
  id: string;
  codespaces: UserCodespaces;
  /** What is known to be at GitHub. */
  outputs: Props;
  news: Props;
  limit: number;
  /** It was made by this run: whatever fails now, the state has to know it. */
  isNew: boolean;
}

/** Whether there is nothing to send. */
export function isReached(olds: Props, news: Props): boolean {
  const { unsettled } = olds;
  const declared = declaredIn(olds);
  return (
    unsettled !== true &&
    Object.keys(patchOf(declared, news)).length === 0 &&
    !goalOf(declared, news)
  );
}

/** Brings a codespace to what is declared, step by step; if one fails, says how far it came. */
export async function reach(way: Way, session: Session): Promise<Props> {
  let { outputs } = way;
  try {
    for (const step of [waitUntilReady, patch, startOrStop]) {
      outputs = (await step({ ...way, outputs }, session)) ?? outputs;
    }
    return { ...without(outputs, ["unsettled"]), declared: way.news };
  } catch (error) {
    if (outputs === way.outputs && !way.isNew) throw error;
    const seen = error instanceof NotSettled && error.codespace;
    const known = seen
      ? { ...after(seen, { ...way, outputs }, declaredIn(outputs)), unsettled: true }
      : outputs;
    throw new PartlyDone({ id: way.id, outputs: known, reason: reasonOf(error) });
  }
}

/** Returns nothing where there is nothing to do. */
type Step = (way: Way, session: Session) => Promise<Props | undefined>;

const waitUntilReady: Step = async (way, session) => {
  if (way.outputs.unsettled !== true) return undefined;
  const { codespaces, id: name, limit, outputs } = way;
  const codespace = await settle({ codespaces, name, goal: "ready", limit }, session);
  return { ...after(codespace, way, declaredIn(outputs)), unsettled: true };
};

const patch: Step = async (way) => {
  const { codespaces, id, news, outputs } = way;
  const declared = declaredIn(outputs);
  const body = patchOf(declared, news);
  if (Object.keys(body).length === 0) return undefined;
  try {
    const codespace = await codespaces.patch(id, body);
    const reached = { ...news, desiredState: declared.desiredState };
    return defined({ ...after(codespace, way, reached), unsettled: outputs.unsettled });
  } catch (error) {
    if (!(error instanceof GitHubRefused) || typeof body.machine !== "string") throw error;
    const route = "GET /user/codespaces/{codespace_name}/machines";
    const ask = () => codespaces.machines(route, { codespace_name: id });
    throw await withMachinesOf(error, body.machine, ask);
  }
};

const startOrStop: Step = async (way, session) => {
  const { codespaces, id: name, limit, news, outputs } = way;
  const goal = goalOf(declaredIn(outputs), news);
  if (goal === undefined) return undefined;
  const codespace = await settle({ codespaces, name, goal, limit }, session);
  return after(codespace, way, news);
};

function after(codespace: CodespaceResult, { outputs }: Way, declared: Props): Props {
  const owner = outputs.owner as unknown as Owner;
  return outputsOf(codespace, { declared, owner, before: outputs });
}

/** Only what is declared and changed: what is left out is not managed. */
function patchOf(declared: Props, news: Props): Props {
  const changed = Object.entries(PATCH).filter(
    ([input]) =>
      news[input] !== undefined && JSON.stringify(news[input]) !== JSON.stringify(declared[input]),
  );
  return Object.fromEntries(changed.map(([input, name]) => [name, news[input]]));
}

function goalOf(declared: Props, { desiredState }: Props): "running" | "stopped" | undefined {
  if (desiredState === undefined || desiredState === declared.desiredState) return undefined;
  return desiredState === "running" ? "running" : "stopped";
}

export function limitOf({ timeouts }: Props, verb: "create" | "update" | "delete"): number {
  const duration = isObject(timeouts ?? null) ? (timeouts as Props)[verb] : undefined;
  return typeof duration === "string" ? (durationOf(duration) ?? DEFAULT_LIMIT) : DEFAULT_LIMIT;
}
