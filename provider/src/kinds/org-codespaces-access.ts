import { login, logins, oneOf } from "../rules/names";
import { DECLARATION } from "../rules/hints";
import { aFlag, aText } from "./forms";
import { guard, kept, type CheckedOf, type StateOf, type Table, type TypeOf } from "./table";

const fields = {
  /** Login of the organization, such as `acme`; case is ignored. Changing it replaces the resource. */
  org: { check: login, required: true, replaces: true, output: true },
  /**
   * Who may use codespaces that the organization pays for: `disabled`, `selected_members` (those in
   * `selectedUsernames`), `all_members`, or `all_members_and_outside_collaborators`.
   */
  visibility: {
    check: oneOf(
      "disabled",
      "selected_members",
      "all_members",
      "all_members_and_outside_collaborators",
    ),
    required: true,
    output: true,
  },
  /**
   * Logins of members or outside collaborators; required with `selected_members`, not allowed
   * otherwise. Beyond 100 they are sent in steps of 100; later only the difference is sent.
   */
  selectedUsernames: { check: logins },
  /**
   * What destroying this resource does: `disable` (default) sets the access to `disabled` for
   * everybody, `leave` changes nothing at GitHub. It counts once an `up` has applied it.
   */
  onDestroy: { check: oneOf("disable", "leave") },
  /**
   * Sends the whole setting again although nothing of it changed, since GitHub can't tell whether somebody changed it by
   * hand: `always` with each `up`, `daily`, `weekly` and `monthly` with the first one of each day, week or month (UTC).
   * The preview shows it as a change of `sent`; nothing is replaced.
   */
  sendAgain: { check: oneOf("always", "daily", "weekly", "monthly") },
  /** Which sending the last one was, in words that a preview shows. */
  sent: kept(aText),
  /** A write got lost: what GitHub holds isn't known, so the whole setting is written. */
  uncertain: guard(kept(aFlag)),
  /** The constructor call that made it. */
  [DECLARATION]: kept(aText),
} satisfies Table;

export const orgCodespacesAccess = { className: "OrgCodespacesAccess", fields };

export type AccessVisibility = TypeOf<typeof fields.visibility>;

export type AccessState = StateOf<typeof fields>;
export type AccessInputs = CheckedOf<typeof fields> & Pick<AccessState, "sent">;
