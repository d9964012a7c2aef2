import type { OrgCodespacesAccessInputs } from "../inputs";
import type { Fields } from "./fields";
import { login, logins, oneOf } from "./rules";

export const VISIBILITIES = [
  "disabled",
  "selected_members",
  "all_members",
  "all_members_and_outside_collaborators",
];

export const accessFields: Fields<OrgCodespacesAccessInputs> = {
  org: { required: true, replaces: true, check: login },
  visibility: {
    required: `one of ${VISIBILITIES.join(", ")}`,
    check: oneOf(...VISIBILITIES),
  },
  selectedUsernames: { check: logins },
  onDestroy: { check: oneOf("disable", "leave") },
};
