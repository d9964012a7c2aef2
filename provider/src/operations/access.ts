import { nothing } from "../github/described";
import type { CodespacesOperation } from "./operation";
import * as rights from "./rights";

/**
 * The organization itself exists all the same if it has no codespaces, or if the API no longer serves its
 * settings.
 */
const ENDED =
  "GitHub calls these operations deprecated, and may have ended them for " +
  "this organization; or the credential lacks the right, the " +
  "organization's plan does not include Codespaces, or it has been renamed.";

const ACCESS = {
  account: "token",
  needs: rights.access,
  done: [204, 304],
  read: nothing,
  ended: ENDED,
} as const;

const LOGINS = {
  check: "Check that every login is a member or an outside collaborator of the organization.",
};

/** Who may use codespaces in an organization. GitHub has no operation to read it. */
export const access = {
  set: {
    id: "codespaces/set-codespaces-access",
    route: "PUT /orgs/{org}/codespaces/access",
    ...ACCESS,
    ...LOGINS,
  },
  addUsers: {
    id: "codespaces/set-codespaces-access-users",
    route: "POST /orgs/{org}/codespaces/access/selected_users",
    repeatable: true,
    ...ACCESS,
    ...LOGINS,
  },
  removeUsers: {
    id: "codespaces/delete-codespaces-access-users",
    route: "DELETE /orgs/{org}/codespaces/access/selected_users",
    ...ACCESS,
    ...LOGINS,
  },
} satisfies Record<string, CodespacesOperation<undefined>>;
