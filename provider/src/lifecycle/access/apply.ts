import type { GitHub } from "../../github/client";
import { isRefused, mayHaveHadEffect } from "../../github/errors";
import { access } from "../../operations/access";
import { accessWrites, type AccessWrite } from "./writes";
import { reasonOf } from "../../texts";
import { PartlyDone } from "../lifecycle";
import type { AccessInputs, AccessState } from "../../kinds/org-codespaces-access";
import { defined, membersOf, setOf } from "../../rules/plain";

export interface Application {
  github: GitHub;
  /** Login of the organization. */
  id: string;
  inputs: AccessInputs;
  /** What the state holds; undefined at a create. */
  stated: AccessState | undefined;
  /** What is known to be at GitHub; undefined if nothing is, or if everything is to be sent again. */
  reached: AccessState | undefined;
  /** No write got lost: what the state holds is what was last written. */
  isCertain: boolean;
}

/**
 * Sends the writes one after another. If one fails, the error says how far it came: GitHub can't read the
 * access back, so a mistake in the state would stay for good.
 */
export async function apply(application: Application): Promise<AccessState> {
  const { github, id, inputs, reached: before } = application;
  let reached = before;
  const writes = accessWrites(before, inputs);
  for (let write = writes.shift(); write !== undefined; write = writes.shift()) {
    try {
      const instead = await sendOrSplit(github, id, write);
      writes.unshift(...instead);
      if (instead.length > 0) continue;
    } catch (error) {
      const now = { ...application, reached };
      if (before !== undefined && (await wasChangedByHand(error, write, now))) {
        return apply({ ...application, reached: undefined, isCertain: false });
      }
      throw howFar(error, write, { ...now, before });
    }
    reached = afterWrite(write, reached ?? {}, inputs);
  }
  return defined(inputs);
}

/**
 * Returns what is to be sent instead. GitHub refuses to remove a list that has somebody who has left the
 * organization. Then the others are removed one by one; whoever left has no access to take away.
 */
async function sendOrSplit(github: GitHub, id: string, write: AccessWrite): Promise<AccessWrite[]> {
  try {
    await send(github, id, write);
    return [];
  } catch (error) {
    const isAboutMembers =
      isRefused(error, 400) && /\b(member|collaborator)s?\b/i.test(error.refusal.message);
    if (write.verb !== "remove" || !isAboutMembers) throw error;
    if (write.usernames.length === 1) return [];
    return write.usernames.map((username) => ({ verb: "remove", usernames: [username] }));
  }
}

/**
 * Whether GitHub refuses a change of the list because somebody set another visibility by hand: then it also
 * refuses a user who is already on the list. Only in this case is the whole setting written again, since that
 * takes access away for a moment from everybody beyond the first hundred.
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

/** No state says that a creation got lost, nor does GitHub. The program may have had the access under another name. */
const NOT_IN_STATE =
  " It is not known whether it is set by now: run again. If you take the program back to an access that it had before, run " +
  "`pulumi up --replace` with the URN of that.";

/**
 * The error, with what the state is to hold. What a write may have changed is uncertain, and so is what
 * somebody changed by hand, since then the whole setting was to be written again.
 */
function howFar(
  error: unknown,
  write: AccessWrite,
  { id, stated, isCertain, before, reached }: Application & { before: AccessState | undefined },
): Error {
  const lost = mayHaveHadEffect(error);
  const unsaid = lost && stated === undefined && reached === before ? NOT_IN_STATE : "";
  const reason = `${withSuspects(error, write, id)}${unsaid}`;
  const changed = reached !== before;
  const stands = stated === undefined || (isCertain && !lost);
  const outputs = changed ? { ...reached } : { ...stated };
  const uncertain = lost || !changed ? { uncertain: true } : {};
  const failure =
    !changed && stands
      ? new Error(reason)
      : new PartlyDone({
          id,
          outputs: { ...outputs, ...uncertain },
          reason,
          // Without its users, the whole setting is written the next time.
          ifCut: { uncertain: true },
        });
  failure.cause = error;
  return failure;
}

/** GitHub's reason. If it doesn't name the login that it refuses, also how to find it. */
function withSuspects(error: unknown, { usernames = [] }: AccessWrite, org: string): string {
  const reason = reasonOf(error);
  if (!isRefused(error, 400, 422) || usernames.length === 0) return reason;
  const words = new Set(error.refusal.message.toLowerCase().split(/[^\w-]+/));
  if (usernames.some((username) => words.has(username))) return reason;
  return (
    `${reason} GitHub does not say which login it refuses: one of the ${usernames.length} from ` +
    `${usernames[0] ?? ""} to ${usernames.at(-1) ?? ""} may be neither a member nor an outside collaborator. ` +
    `\`gh api orgs/${org}/members/LOGIN\` answers 404 for a login that is not a member.`
  );
}

/** Used by a destroy. A state can't say that it is unknown, so the error does. */
export async function disable(
  github: GitHub,
  org: string,
  beforeSending: () => void,
): Promise<void> {
  try {
    await github.request(access.set, { org, visibility: "disabled" }, { beforeSending });
  } catch (error) {
    if (!mayHaveHadEffect(error)) throw error;
    throw new Error(
      `${reasonOf(error)} Codespaces may or may not be disabled by now, and the state still says ` +
        "what was before: destroy again, or keep the resource and run `pulumi up --replace` with its URN.",
      { cause: error },
    );
  }
}

async function send(github: GitHub, org: string, write: AccessWrite): Promise<void> {
  const { verb, usernames } = write;
  const selected = usernames && { selectedUsernames: usernames };
  if (verb === "set") {
    await github.request(access.set, { org, visibility: write.visibility, ...selected });
    return;
  }
  const operation = verb === "add" ? access.addUsers : access.removeUsers;
  await github.request(operation, { org, ...selected });
}

function afterWrite(write: AccessWrite, before: AccessState, inputs: AccessInputs): AccessState {
  const members = new Set(write.verb === "set" ? [] : membersOf(before, "selectedUsernames"));
  for (const username of write.usernames ?? []) {
    if (write.verb === "remove") members.delete(username);
    else members.add(username);
  }
  const visibility = write.verb === "set" ? write.visibility : before.visibility;
  const selectedUsernames = visibility === "selected_members" ? setOf(members) : undefined;
  return defined({ ...inputs, visibility, selectedUsernames });
}
