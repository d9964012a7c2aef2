import { GitHubRefused, GitHubUnreachable } from "../github/errors";
import { inTurn } from "../github/in-turn";
import type { CodespaceResult } from "../operations/codespace";
import type { UserCodespaces } from "../operations/user-codespaces";
import { creationOf, isOf, machinesRoute, placeIn } from "./codespace-place";
import { reasonOf } from "./failure";
import type { Props } from "./plain";
import type { Session } from "./session";

/** Waits between asking for a codespace whose answer got lost, in milliseconds. */
const LOOK_AGAIN_AFTER = [1_000, 2_000, 4_000, 8_000];
/** GitHub's stamps are whole seconds, and an answer takes its time. */
const TOLERANCE = 2_000;

/**
 * Makes a codespace: one POST, never a second one. Those of one place go one after another, so that
 * an answer that got lost isn't taken for that of another.
 */
export function createOnce(
  codespaces: UserCodespaces,
  inputs: Props,
  session: Session,
): Promise<CodespaceResult> {
  return inTurn(`codespace of ${placeIn(inputs)}`, async () => {
    const startedAt = session.clock.now();
    try {
      return await codespaces.create(creationOf(inputs));
    } catch (error) {
      if (mayHaveHadItsEffect(error))
        return findLost({ codespaces, inputs, startedAt, error }, session);
      throw await withMachines(error, codespaces, inputs);
    }
  });
}

function mayHaveHadItsEffect(error: unknown): boolean {
  return (
    error instanceof GitHubUnreachable || (error instanceof GitHubRefused && error.status >= 500)
  );
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
  for (const wait of LOOK_AGAIN_AFTER) {
    const [found, ...others] = await candidates(lost, session);
    if (found !== undefined && others.length > 0) throw severalFound([found, ...others], error);
    if (found !== undefined) {
      codespaces.claim(found.name);
      session.say.info(
        `Codespace ${found.name} (${place}): the answer to its creation got lost; found again.`,
      );
      return found;
    }
    await session.clock.sleep(wait);
  }
  throw new Error(
    `${reasonOf(error)} It may have been made all the same, but GitHub lists no new codespace of ${place}. ` +
      "It was not asked for twice: look at `gh codespace list`, then run `pulumi up` again.",
  );
}

/** What GitHub lists for this place that is not older than our POST, by GitHub's clock. */
async function candidates(
  { codespaces, inputs, startedAt }: Lost,
  { clock }: Session,
): Promise<CodespaceResult[]> {
  const { data, date } = await codespaces.listNow();
  const since = Date.parse(date) - (clock.now() - startedAt) - TOLERANCE;
  return data.filter(
    (codespace) =>
      isOf(inputs, codespace) &&
      Date.parse(codespace.createdAt) >= since &&
      !codespaces.wasCreatedHere(codespace.name),
  );
}

function severalFound(found: CodespaceResult[], error: unknown): Error {
  const list = found.map(
    ({ name, createdAt, webUrl }) => `${name} (created ${createdAt}, ${webUrl})`,
  );
  return new Error(
    `${reasonOf(error)} GitHub has made ${found.length} codespaces for it since, and which of them is this one ` +
      `can't be told: ${list.join(", ")}. Delete those that nobody uses, then run \`pulumi up\` again.`,
  );
}

/** GitHub doesn't say which machines there are. */
async function withMachines(error: unknown, codespaces: UserCodespaces, inputs: Props) {
  const route = machinesRoute(inputs);
  const { machine } = inputs;
  if (!(error instanceof GitHubRefused) || typeof machine !== "string" || !route) return error;
  return withMachinesOf(error, machine, () => codespaces.machines(route.route, route.params));
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
    `the machine "${machine}" is not allowed there; allowed are ${allowed.join(", ") || "none"}. ${error.message}`,
  );
}
