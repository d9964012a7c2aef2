import type { GitHub } from "../../github/client";
import { isRefused } from "../../github/errors";
import { ownershipOf, plan, tokenReport, type TokenReport } from "../../operations/account";
import type { ProcessSession } from "../../session/process-session";
import type { CredentialSetting } from "../../settings/credential";
import { bad, note, ok, trying, type Check } from "./check";
import { reasonOf } from "../../texts";

// As whom requests are sent, and that user's role in an organization.

/** A credential that GitHub accepts, or why it doesn't. */
export interface CheckedCredential {
  check: Check;
  github: GitHub;
  standing: TokenReport | undefined;
  /** When GitHub's answer arrived, by this machine's clock. */
  at: number;
  isApp: boolean;
}

/** Asks GitHub about the credential. */
export async function known(
  session: ProcessSession,
  account: "token" | "userToken",
): Promise<CheckedCredential> {
  const about = account === "token" ? "credential" : "user's credential";
  const { credential, userCredential } = session.settings;
  const setting = account === "token" ? credential : userCredential;
  const github = await session.github(account);
  const isApp = setting.kind === "app";
  const unknown = { github, isApp, at: session.clock.now(), standing: undefined };
  if (setting.kind === "unusable") {
    return { ...unknown, check: bad(about, "can't be used", setting.message) };
  }
  try {
    const { data } = await github.request(tokenReport, {});
    const at = session.clock.now();
    const isUsers = account === "userToken" || isOneCredential(session);
    const login = isUsers && !isApp ? await loginOf(session) : undefined;
    const says = `${github.credential.source}: ${formOf(data, setting, login)}`;
    return { ...unknown, at, check: ok(about, says), standing: data };
  } catch (error) {
    return { ...unknown, check: bad(about, "a request with it failed", reasonOf(error)) };
  }
}

/** Whether one credential serves both. */
export function isOneCredential({ settings }: ProcessSession): boolean {
  return settings.credential === settings.userCredential;
}

async function loginOf(session: ProcessSession): Promise<string | undefined> {
  try {
    return (await session.user()).login;
  } catch {
    // The installation of an app is no user.
    return undefined;
  }
}

function formOf(
  { scopes, expires }: TokenReport,
  setting: CredentialSetting,
  login: string | undefined,
): string {
  const parts = [
    kindOf(setting),
    ...(scopes === undefined ? [] : [scopesInWords(scopes)]),
    ...(login === undefined ? [] : [`of ${login}`]),
    ...(expires === undefined ? [] : [`valid until ${expires}`]),
  ];
  return parts.join(", ");
}

/** https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/ */
const KINDS: readonly [start: string, kind: string][] = [
  ["github_pat_", "a fine-grained token"],
  ["ghp_", "a classic token"],
  ["gho_", "an OAuth app's token"],
  ["ghu_", "a GitHub App's user token"],
  ["ghs_", "a GitHub App's installation token, like a job's own GITHUB_TOKEN"],
];

function kindOf(setting: CredentialSetting): string {
  if (setting.kind === "app") return "an installation of a GitHub App";
  const text = setting.kind === "token" ? setting.text : "";
  return KINDS.find(([start]) => text.startsWith(start))?.[1] ?? "a token";
}

function scopesInWords(scopes: readonly string[]): string {
  const named = scopes.filter(Boolean);
  return named.length === 0 ? "without a scope" : `with the scopes ${named.join(", ")}`;
}

/** The plan of an organization, and whether the credential is its owner's; undefined if there is none of that name. */
export async function organizationChecks(
  org: string,
  { github, isApp }: CheckedCredential,
): Promise<Check[] | undefined> {
  const [asked] = await Promise.allSettled([github.request(plan, { org })]);
  if (asked.status === "rejected" && isRefused(asked.reason, 404)) return undefined;
  return Promise.all([
    trying(`plan of ${org}`, "can't be read", () => {
      if (asked.status === "rejected") return Promise.reject(asked.reason as Error);
      return Promise.resolve(planCheck(org, asked.value.data));
    }),
    trying(`owner of ${org}`, "can't be read", async () => ownerCheck(org, github, isApp)),
  ]);
}

/** GitHub shows its organizations to everybody; an enterprise's own host shows them to its members. */
export function missing(org: string): Check {
  return bad(
    `organization ${org}`,
    "GitHub knows none of that name",
    "Check the spelling. A personal account is no organization: its secrets are the user's (--user), or those of its " +
      "repositories (--repo). On a host of your own, the credential must be a member's.",
  );
}

function planCheck(org: string, name: string | undefined): Check {
  const about = `plan of ${org}`;
  if (name === undefined) return note(about, "GitHub doesn't show it to this credential");
  if (name !== "free") return ok(about, name);
  return bad(
    about,
    "free, which does not include Codespaces for organizations: GitHub answers 404",
    "An owner can change the plan (at GitHub: the organization's Settings, Billing).",
  );
}

async function ownerCheck(org: string, github: GitHub, isApp: boolean): Promise<Check> {
  const about = `owner of ${org}`;
  if (isApp) return ok(about, "not needed for an app: its permissions count");
  const { operation, args } = ownershipOf(org);
  const { data: isOwner } = await github.request(operation, args);
  if (isOwner) return ok(about, "yes");
  return note(
    about,
    "no",
    `Only owners of ${org}, and apps installed there, can manage its Codespaces: ask an owner ` +
      "for a token, or for the role. An app's installation token never counts as an owner's.",
  );
}
