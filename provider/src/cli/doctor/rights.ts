import type { OpenSession } from "../../operations/by-name/call";
import { lookups } from "../../operations/by-name/lookups";
import { classNeeds, isCovered, rightOf } from "../../operations/rights";
import { counted } from "../counted";
import type { Declared } from "../pulumi/resources";
import { listOf } from "../inventory";
import { nameOf, type Scope } from "../scopes";
import { bad, note, ok, type Check } from "./check";
import { reasonOf } from "../../texts";
import type { CheckedCredential } from "./who";

/** Resources of one class that one account has. */
export interface Wanted {
  className: string;
  scope: Scope;
}

/** What a program declares, each class and account once. */
export function wantedBy(resources: readonly Declared[]): Wanted[] {
  return resources.flatMap(({ className, org, repository }): Wanted[] => {
    if (/^(User|Codespace$)/.test(className)) return [{ className, scope: { kind: "user" } }];
    if (className.startsWith("Repo")) {
      return repository === undefined ? [] : [{ className, scope: { kind: "repo", repository } }];
    }
    return org === undefined ? [] : [{ className, scope: { kind: "org", org } }];
  });
}

/** What may be declared of a scope. */
export function wantedOf(scope: Scope): Wanted[] {
  const classes = {
    org: ["OrgCodespacesSecret", "OrgCodespacesAccess"],
    repo: ["RepoCodespacesSecret"],
    user: ["UserCodespacesSecret", "Codespace"],
  };
  return classes[scope.kind].map((className) => ({ className, scope }));
}

/** Whether the credential may do what resources of a class need, as far as reading tells. */
export async function rightCheck(
  { className, scope }: Wanted,
  known: CheckedCredential,
  open: OpenSession,
): Promise<Check> {
  const about = `${className} of ${nameOf(scope)}`;
  const need = classNeeds[className];
  if (need === undefined || known.standing === undefined) {
    return note(about, "not checked: no credential can be used");
  }
  const { scopes } = known.standing;
  const right = rightOf("The credential", need);
  if (scopes !== undefined && !isCovered(need, scopes)) {
    return bad(about, `the classic token lacks the scope ${need.scope}`, right);
  }
  try {
    const seen = await probe(className, scope, open);
    const isSure = scopes !== undefined || className === "RepoCodespacesSecret";
    if (isSure) return ok(about, seen ?? `has the scope ${need.scope}`);
    return note(
      about,
      `${seen ?? "GitHub's API can't read it"}; only a write shows whether writing is allowed`,
      right,
    );
  } catch (error) {
    return bad(about, "can't be read", reasonOf(error));
  }
}

/** Reads what resources of this class manage. Undefined if GitHub has no operation for that. */
async function probe(
  className: string,
  scope: Scope,
  open: OpenSession,
): Promise<string | undefined> {
  if (className === "OrgCodespacesAccess") return undefined;
  if (className === "Codespace") {
    const { codespaces } = await lookups.getCodespaces.ask({}, open);
    return `${counted(codespaces.length, "codespace")} can be read`;
  }
  const { length } = await listOf(scope, open);
  return `${counted(length, "secret")} can be read`;
}
