import type {
  AccessInputs,
  AccessState,
  AccessVisibility,
} from "../../kinds/org-codespaces-access";
import { membersOf } from "../../rules/plain";

/** GitHub takes at most this many logins in one request. */
export const LOGINS_A_REQUEST = 100;

export type AccessWrite =
  | { verb: "set"; visibility: AccessVisibility; usernames?: string[] }
  | { verb: "add" | "remove"; usernames: string[] };

/** The fewest requests that lead from what is at GitHub (undefined: unknown) to what is wanted. */
export function accessWrites(
  reached: AccessState | undefined,
  wanted: AccessInputs,
): AccessWrite[] {
  const { visibility } = wanted;
  if (visibility === undefined) throw new Error("visibility is not known.");
  const usernames = membersOf(wanted, "selectedUsernames") ?? [];
  if (reached?.visibility !== visibility) {
    if (visibility !== "selected_members") return [{ verb: "set", visibility }];
    const first = usernames.slice(0, LOGINS_A_REQUEST);
    return [
      { verb: "set", visibility, usernames: first },
      ...inSteps("add", usernames.slice(first.length)),
    ];
  }
  const before = membersOf(reached, "selectedUsernames") ?? [];
  const added = usernames.filter((username) => !before.includes(username));
  const removed = before.filter((username) => !usernames.includes(username));
  return [...inSteps("add", added), ...inSteps("remove", removed)];
}

function inSteps(verb: "add" | "remove", usernames: string[]): AccessWrite[] {
  const count = Math.ceil(usernames.length / LOGINS_A_REQUEST);
  return Array.from({ length: count }, (_, index) => {
    const first = index * LOGINS_A_REQUEST;
    return { verb, usernames: usernames.slice(first, first + LOGINS_A_REQUEST) };
  });
}
