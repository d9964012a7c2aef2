import type { Refusal } from "./errors";

/** GitHub's messages about permissions. Only after these does it help to say what a token needs. */
const OF_RIGHTS = [
  /\bnot accessible\b/i,
  /\bmust (have|be granted)\b[^.]*\b(rights?|access|permissions?)\b/i,
  /\bmust be an?\b[^.]*\b(owner|admin|administrator|member|collaborator|manager)\b/i,
  /\b(needs?|requires?) [^.]*\b(admin|write|push|owner) (access|rights?|permissions?)\b/i,
  /\bnot been granted the required scopes?\b|\b(needs?|requires?) [^.]*\bscopes?\b/i,
  /\b(do|does) not have [^.]*\b(access|rights?|permissions?)\b/i,
  /\binsufficient (scopes?|permissions?|rights?)\b/i,
];

const APP = "use a GitHub App that is installed there";

/** What keeps out a credential that has every permission, by GitHub's messages as users report them. */
const CAUSES: readonly { says: RegExp; wayOut: string }[] = [
  {
    says: /IP allow list|IP address is not permitted/i,
    wayOut:
      "Run from an address on that list, such as a runner with a fixed address, or ask an owner " +
      "to add this machine's (at GitHub: the organization's Settings, Authentication security).",
  },
  {
    says: /forbids access via .*lifetime/is,
    wayOut: `Give the token a shorter lifetime, create a new one, or ${APP}.`,
  },
  {
    says: /forbids access via .*\(classic\)/is,
    wayOut: `Use a fine-grained token of that organization, or ${APP}.`,
  },
  {
    says: /forbids access via/i,
    wayOut: `Use another kind of credential: ${APP}, or ask an owner what is allowed.`,
  },
  {
    says: /OAuth App access restrictions/i,
    wayOut:
      "Ask an owner to approve the OAuth app that issued the token (the GitHub CLI, " +
      `for a token of \`gh\`), use a personal access token, or ${APP}.`,
  },
  {
    says: /\b(login|auth\w*) attempts\b/i,
    wayOut:
      "After several attempts with an invalid credential, GitHub refuses all attempts " +
      "for a while: check the credential, then run again in a few minutes.",
  },
  {
    says: /\bsuspended\b/i,
    wayOut:
      "Use a credential that is not suspended; GitHub's support, or an administrator of the enterprise, can end a suspension.",
  },
  {
    says: /two-factor|\b2FA\b/i,
    wayOut: "Set up two-factor authentication for the account that the token belongs to.",
  },
  {
    says: /\bcodespaces?\b[^.]*\b(disabled|not (been )?(enabled|available|allowed|permitted|supported))\b/i,
    wayOut:
      "An owner of the organization decides who may use " +
      "codespaces, and where (at GitHub: Settings, Codespaces).",
  },
  {
    says: /\b(disabled|not (been )?(enabled|allowed))\b[^.]*\bcodespaces?\b/i,
    wayOut:
      "An owner of the organization decides who may use " +
      "codespaces, and where (at GitHub: Settings, Codespaces).",
  },
  {
    says: /\bupgrade (to|your)\b|\b(billing|paid|free|current) plan\b|\bplan (does|doesn't)\b/i,
    wayOut: "An owner of the account can change its plan (at GitHub: Settings, Billing).",
  },
  {
    says: /\barchived\b/i,
    wayOut:
      "An archived repository can't be changed, whatever the token's rights are: unarchive it (at GitHub: the repository's Settings).",
  },
  {
    says: /administrative rules/i,
    wayOut: "A proxy may have changed the request's headers: check HTTPS_PROXY and NO_PROXY.",
  },
];

const SSO = /\bSAML\b|\bsingle sign-on\b/i;

/** Whether GitHub's message is about a permission that the credential lacks. */
export function isOfRights(refusal: Refusal): boolean {
  const { message } = refusal;
  // GitHub always gives a message. A proxy in between gives none, and then the header names the permission.
  if (message.trim() === "") return true;
  return !isOfPolicy(refusal) && OF_RIGHTS.some((sentence) => sentence.test(message));
}

/** Whether GitHub's message says what keeps a credential out whatever its permissions are. */
export function isOfPolicy(refusal: Refusal): boolean {
  return wayOutOf(refusal) !== undefined;
}

/** After too many invalid credentials, GitHub refuses every one for a while. */
export function isLockedOut({ status, message }: Pick<Refusal, "status" | "message">): boolean {
  return status === 403 && /\b(login|auth\w*) attempts\b/i.test(message);
}

/** What to do about a 403. It follows GitHub's own message. */
export function adviceOnForbidden(refusal: Refusal): string {
  const from = `The credential came from ${refusal.credential}.`;
  const wayOut = wayOutOf(refusal);
  if (wayOut !== undefined) return `${wayOut} ${from}`;
  if (isOfRights(refusal)) return `${whatItNeeds(refusal)} ${from}`;
  return (
    "GitHub's message gives the reason. If it doesn't help, the credential lacks a right, or is " +
    `not allowed here (single sign-on, IP allow list, a policy for tokens). ${from}`
  );
}

function wayOutOf(refusal: Refusal): string | undefined {
  const { message, ssoUrl } = refusal;
  if (ssoUrl !== undefined || SSO.test(message)) {
    const page = ssoUrl ?? "GitHub (Settings, Developer settings, Configure SSO)";
    return `Authorize the token for the organization's single sign-on at ${page}, then run again.`;
  }
  return CAUSES.find(({ says }) => says.test(message))?.wayOut;
}

/** What the credential needs. None of the permissions needed here can be granted by a workflow's `permissions:`. */
function whatItNeeds({ operation, message, needs, mayBeJobs }: Refusal): string {
  if (mayBeJobs && /by integration/i.test(message)) {
    // An app is not a user.
    const isOfUser = /^\w+ \/user\b/.test(operation.route);
    const instead = isOfUser
      ? "a personal access token"
      : "a GitHub App of your own, or a personal access token";
    return (
      "The GITHUB_TOKEN that GitHub Actions makes for a job can't have this " +
      "right, whatever `permissions:` says; if that is the token used " +
      `here, use ${instead}, from a secret of the workflow.` +
      (needs === undefined || isOfUser ? "" : ` Your own app needs ${needs}.`)
    );
  }
  return needs === undefined
    ? "The credential lacks a right, or is not allowed here (SSO, IP allow list)."
    : `The token needs ${needs}.`;
}
