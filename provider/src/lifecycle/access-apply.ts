import type { GitHub } from "../github/client";
import { GitHubUnreachable, isRefused } from "../github/errors";
import { accessWrites, type AccessWrite } from "./access-writes";
import { reasonOf } from "./failure";
import { PartlyDone } from "./lifecycle";
import { defined, membersOf, setOf, type Props } from "./plain";

export interface Application {
  github: GitHub;
  /** Login of the organization. */
  id: string;
  inputs: Props;
  /** What is known to be at GitHub; undefined when nothing is. */
  reached: Props | undefined;
}

/** Sends the writes one after another; if one fails after another had its effect, says how far. */
export async function apply(application: Application): Promise<Props> {
  const { github, id, inputs, reached: before } = application;
  let reached = before;
  for (const write of accessWrites(before, inputs)) {
    try {
      await send(github, id, write);
    } catch (error) {
      if (await wasChangedByHand(error, write, application)) {
        return apply({ ...application, reached: undefined });
      }
      throw howFar(error, write, { id, before, reached });
    }
    reached = afterWrite(write, reached ?? {}, inputs);
  }
  return defined(inputs);
}

/**
 * Whether GitHub refuses a change of the list because somebody set another visibility: then it also
 * refuses somebody who is on the list already. Only then is the whole setting written again, since
 * that takes access away from everybody beyond the first hundred for a moment.
 */
async function wasChangedByHand(
  error: unknown,
  write: AccessWrite,
  { github, id, reached }: Application,
): Promise<boolean> {
  if (write.verb === "set" || reached === undefined || !isRefused(error, 409, 422)) return false;
  const [known] = membersOf(reached, "selectedUsernames") ?? [];
  if (known === undefined) return true;
  try {
    await send(github, id, { verb: "add", usernames: [known] });
    return false;
  } catch (refused) {
    return isRefused(refused, 409, 422);
  }
}

/** The error; with what was reached by then, and whether the last write may have had its effect. */
function howFar(
  error: unknown,
  write: AccessWrite,
  { id, before, reached }: { id: string; before: Props | undefined; reached: Props | undefined },
): Error {
  const reason = withSuspects(error, write, id);
  const lost = error instanceof GitHubUnreachable;
  const nothingDone = reached === undefined || (reached === before && !lost);
  const failure = nothingDone
    ? new Error(reason)
    : new PartlyDone({
        id,
        outputs: { ...reached, ...(lost && { uncertain: true }) },
        reason,
        // Without its users it is written as a whole the next time.
        ifCut: { uncertain: true },
      });
  failure.cause = error;
  return failure;
}

/** GitHub's reason; where it does not name the login that it refuses, how to find it. */
function withSuspects(error: unknown, { usernames = [] }: AccessWrite, org: string): string {
  const reason = reasonOf(error);
  if (!isRefused(error, 400, 422) || usernames.length === 0) return reason;
  const words = new Set(error.refusal.message.toLowerCase().split(/[^\w-]+/));
  if (usernames.some((username) => words.has(username))) return reason;
  return (
    `${reason} GitHub does not say which login it refuses: one of the ${usernames.length} from ` +
    `${usernames[0] ?? ""} to ${usernames.at(-1) ?? ""} may be neither a member nor an outside collaborator. ` +
    `\`gh api orgs/${org}/members/LOGIN\` answers 404 for who is no member.`
  );
}

export async function send(github: GitHub, org: string, write: AccessWrite): Promise<void> {
  const path = "/orgs/{org}/codespaces/access";
  if (write.verb === "set") {
    const { visibility, usernames } = write;
    const selected = usernames && { selected_usernames: usernames };
    await github.request(`PUT ${path}`, { org, visibility, ...selected });
    return;
  }
  const method = write.verb === "add" ? "POST" : "DELETE";
  const body = { org, selected_usernames: write.usernames };
  try {
    await github.request(`${method} ${path}/selected_users`, body, { repeatable: true });
  } catch (error) {
    if (write.verb !== "remove" || !isRefused(error, 400)) throw error;
    await removeEach(github, org, write.usernames);
  }
}

/**
 * GitHub refuses a list with somebody who has left the organization (400, "neither members nor
 * collaborators"): one by one the others go, and who left has no access to take away.
 */
async function removeEach(github: GitHub, org: string, usernames: string[]): Promise<void> {
  if (usernames.length === 1) return;
  for (const username of usernames) {
    await send(github, org, { verb: "remove", usernames: [username] });
  }
}

function afterWrite(write: AccessWrite, before: Props, inputs: Props): Props {
  const members = new Set(write.verb === "set" ? [] : membersOf(before, "selectedUsernames"));
  for (const username of write.usernames ?? []) {
    if (write.verb === "remove") members.delete(username);
    else members.add(username);
  }
  const visibility = write.verb === "set" ? write.visibility : before.visibility;
  const selectedUsernames = visibility === "selected_members" ? setOf(members) : undefined;
  return defined({ ...inputs, visibility, selectedUsernames });
}
