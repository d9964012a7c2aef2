import { GitHubRefused } from "../github/errors";
import { inTurn } from "../github/in-turn";
import type { CodespaceResult } from "../operations/codespace";
import type { UserCodespaces } from "../operations/user-codespaces";
import { sinceAsked } from "../operations/waiting";
import { listed } from "../texts";
import { shownMachine } from "./codespace-fields";
import { creationOf, isOf, machinesRoute, placeIn } from "./codespace-place";
import { reasonOf } from "./failure";
import type { Props } from "./plain";
import type { Session } from "./session";

/** Waits before each look for a codespace whose answer got lost, in milliseconds: a minute in all. */
const LOOK_AFTER = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Makes a codespace: one POST, never a second one. All of a run go one after another: a repository
 * has a name, an id and pull requests, and what an answer that got lost made must not be taken for
 * that of another POST.
 */
export function createOnce(
  codespaces: UserCodespaces,
  inputs: Props,
  session: Session,
): Promise<CodespaceResult> {
  return inTurn("the making of codespaces", async () => {
    const startedAt = session.clock.now();
    try {
      return await codespaces.create(creationOf(inputs));
    } catch (error) {
      if (hadNoEffect(error)) throw await withMachines(error, codespaces, inputs);
      return await findLost({ codespaces, inputs, startedAt, error }, session);
    }
  });
}

/** Only GitHub's own refusal says so; an answer that can't be read does not. */
function hadNoEffect(error: unknown): error is GitHubRefused {
  return error instanceof GitHubRefused && error.status < 500;
}

interface Lost {
  codespaces: UserCodespaces;
  inputs: Props;
  startedAt: number;
  error: unknown;
}

/** The codespace that a POST made whose answer got lost. One that fits is ours; of two, nobody knows. */
async function findLost(lost: Lost, session: Session): Promise<CodespaceResult> {
  const { codespaces, inputs, error } = lost;
  const place = placeIn(inputs);
  let looking = "";
  for (const wait of LOOK_AFTER) {
    await session.clock.sleep(wait);
    try {
      const found = await candidates(lost, session);
      const [only] = found;
      if (only === undefined) continue;
      if (found.length > 1) throw new SeveralFound(found);
      codespaces.claim(only.name);
      session.say.info(
        `Codespace ${only.name} (${place}): the answer to its creation got lost; found again.`,
      );
      return only;
    } catch (failure) {
      if (failure instanceof SeveralFound) throw new Error(`${reasonOf(error)} ${failure.message}`);
      looking = ` Looking for it failed: ${reasonOf(failure)}`;
    }
  }
  throw new Error(
    `${reasonOf(error)} It may have been made all the same, but no new codespace of ${place} was found.${looking} ` +
      "It was not asked for twice: look at `gh codespace list` first, since the next `pulumi up` makes one.",
  );
}

class SeveralFound extends Error {
  constructor(found: readonly CodespaceResult[]) {
    const list = found.map(
      ({ name, createdAt, webUrl }) => `${name} (created ${createdAt}, ${webUrl})`,
    );
    super(
      `GitHub has made ${found.length} codespaces for it since, and which of them is this one can't be told: ` +
        `${listed(list)}. Delete those that nobody uses; the next \`pulumi up\` makes a new one.`,
    );
  }
}

/** What GitHub lists for this place that is not older than our POST, by GitHub's clock. */
async function candidates(
  { codespaces, inputs, startedAt }: Lost,
  { clock }: Session,
): Promise<CodespaceResult[]> {
  const { data, date } = await codespaces.listNow();
  const since = sinceAsked(date, startedAt, clock);
  return data.filter(
    (codespace) =>
      isOf(inputs, codespace) &&
      Date.parse(codespace.createdAt) >= since &&
      !codespaces.wasCreatedHere(codespace.name),
  );
}

/** GitHub doesn't say which machines there are. */
async function withMachines(error: GitHubRefused, codespaces: UserCodespaces, inputs: Props) {
  const { machine } = inputs;
  if (typeof machine !== "string") return error;
  const { route, params } = machinesRoute(inputs);
  return withMachinesOf(error, machine, () => codespaces.machines(route, params));
}

/** The refusal; if the machine is not among those allowed, with their names. */
export async function withMachinesOf(
  error: GitHubRefused,
  machine: string,
  ask: () => Promise<string[]>,
): Promise<Error> {
  // What was refused for another reason has its own words.
  const allowed = await ask().catch(() => undefined);
  if (allowed === undefined || allowed.includes(machine)) return error;
  return new Error(
    `the machine "${shownMachine(machine)}" is not allowed there; allowed are ${listed(allowed) || "none"}. ${error.message}`,
  );
}
