import { nothing } from "../github/described";
import type { CodespacesOperation } from "./operation";
import * as rights from "./rights";

const ACCESS = {
  account: "token",
  needs: rights.access,
  thereWith: "organization",
  done: [204, 304],
  read: nothing,
} as const;

const LOGINS = {
  check: "Check that every login is a member or an outside collaborator of the organization.",
};

/** Who may use codespaces in an organization. GitHub has nothing to read it with. */
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
