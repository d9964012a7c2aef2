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
  | { verb: "add"; usernames: string[] }
  | { verb: "remove"; usernames: string[] };

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
    return [{ verb: "set", visibility, usernames: first }, ...add(usernames.slice(first.length))];
  }
  const before = membersOf(reached, "selectedUsernames") ?? [];
  const added = usernames.filter((username) => !before.includes(username));
  const removed = before.filter((username) => !usernames.includes(username));
  return [
    ...add(added),
    ...inSteps(removed).map((step) => ({ verb: "remove", usernames: step }) as const),
  ];
}

function add(usernames: string[]): AccessWrite[] {
  return inSteps(usernames).map((step) => ({ verb: "add", usernames: step }));
}

function inSteps(usernames: string[]): string[][] {
  const count = Math.ceil(usernames.length / LOGINS_A_REQUEST);
  return Array.from({ length: count }, (_, index) =>
    usernames.slice(index * LOGINS_A_REQUEST, (index + 1) * LOGINS_A_REQUEST),
  );
}
