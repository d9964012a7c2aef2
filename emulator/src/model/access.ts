import { invalid, Refusal } from "../errors";
import type { AccessVisibility } from "../seed/seed";
import type { Switches } from "../switches";
import { belongsTo, type Organization } from "./accounts";

export interface AccessSetting {
  readonly visibility: AccessVisibility;
  /** Logins in lower case, sorted; empty unless `selected_members`. */
  readonly usernames: readonly string[];
}

export const noAccess: AccessSetting = { visibility: "disabled", usernames: [] };

type AccessSwitches = Pick<Switches, "accessNamesBadUser" | "listWithOtherVisibility">;

/** The setting that PUT …/access leads to. */
export function replacedAccess(
  request: { visibility: AccessVisibility; usernames: readonly string[] | undefined },
  organization: Organization,
  switches: AccessSwitches,
): AccessSetting {
  const { visibility, usernames } = request;
  if (visibility !== "selected_members") {
    if (usernames && switches.listWithOtherVisibility === "refuse") {
      throw invalid("selected_usernames can only be given with visibility selected_members.");
    }
    return { visibility, usernames: [] };
  }
  if (!usernames) {
    throw invalid("selected_usernames is required when visibility is selected_members.");
  }
  return { visibility, usernames: peopleOf(organization, usernames, switches) };
}

/** The setting that POST (add) and DELETE (remove) …/access/selected_users lead to. */
export function editedAccess(
  old: AccessSetting,
  edit: { add?: readonly string[]; remove?: readonly string[] },
  organization: Organization,
  switches: AccessSwitches,
): AccessSetting {
  // The description lists 400, 404 and 422; 400 already means "neither members nor collaborators".
  if (old.visibility !== "selected_members") {
    throw invalid("The organization's access setting must be selected_members.");
  }
  const added = peopleOf(organization, edit.add ?? [], switches);
  const removed = new Set(peopleOf(organization, edit.remove ?? [], switches));
  const usernames = [...old.usernames, ...added].filter((name) => !removed.has(name));
  return { ...old, usernames: sortedUnique(usernames) };
}

export function sameAccess(a: AccessSetting, b: AccessSetting): boolean {
  return a.visibility === b.visibility && a.usernames.join() === b.usernames.join();
}

function peopleOf(
  organization: Organization,
  usernames: readonly string[],
  switches: AccessSwitches,
): string[] {
  const stranger = usernames.find((login) => !belongsTo(organization, login));
  if (stranger === undefined) return sortedUnique(usernames.map((login) => login.toLowerCase()));
  const who = switches.accessNamesBadUser ? `${stranger} is` : "Users are";
  throw new Refusal(400, `${who} neither members nor collaborators of this organization.`);
}

const sortedUnique = (names: readonly string[]): string[] => [...new Set(names)].sort();
