import { forbidden, notFound, Refusal } from "../errors";
import type { Organization } from "../model/accounts";
import type { Credential } from "../model/credentials";
import { guardSentences, ssoHeader } from "../model/guards";
import type { Repository } from "../model/repositories";
import type { Level } from "../seed/seed";
import type { Call } from "../calls/call";
import { type Need, permissionText, scopeCovers } from "../calls/needs";
import { seesOrganization, seesRepository, writesRepository } from "../model/visibility";

/** Lets the call through, or throws the 404, 403 or redirect that GitHub answers. */
export function authorize(call: Call, need: Need): void {
  if (need.target === "app") {
    if (!("app" in call.caller)) {
      throw new Refusal(401, "A JSON web token could not be decoded");
    }
    return;
  }
  if ("app" in call.caller) {
    throw new Refusal(401, "A JSON web token can't be used for this operation");
  }
  if (need.target === "organization") checkOrganization(call, need);
  if (need.target === "repository") checkRepository(call, need);
  if (need.ownUser && call.credential.kind === "installation") {
    throw forbidden("Resource not accessible by integration");
  }
  if (!isGranted(call.credential, need)) throw refusal(call, withheldMessage(call.credential));
}

/** Headers that say what a token has, and what the operation would accept. */
export function permissionHeaders(credential: Credential, need: Need): Record<string, string> {
  if (credential.kind === "classic") {
    return {
      "x-oauth-scopes": (credential.scopes ?? []).join(", "),
      "x-accepted-oauth-scopes": (need.scopes ?? []).join(", "),
    };
  }
  const accepted = permissionText(need);
  return accepted ? { "x-accepted-github-permissions": accepted } : {};
}

function isGranted(credential: Credential, need: Need): boolean {
  if (credential.kind === "classic") {
    return !need.scopes || scopeCovers(credential.scopes ?? [], need.scopes);
  }
  const has: Record<string, Level> = credential.permissions ?? {};
  return Object.entries(need.permissions ?? {}).every(
    ([permission, level]) => has[permission] === "write" || has[permission] === level,
  );
}

function checkOrganization(call: Call, need: Need): void {
  const organization = call.world.accounts.organization(call.param("org"));
  if (!seesOrganization(call.world, call.credential, organization)) throw notFound();
  checkGuard(organization);
  if (need.paidPlan && organization.plan === "free") throw notFound();
  const { login } = call.credential;
  if (need.ownersOnly && login && call.world.accounts.roleIn(organization, login) !== "admin") {
    throw refusal(call, "You must be an organization owner to use this.");
  }
}

function checkRepository(call: Call, need: Need): void {
  const { repositories } = call.world;
  const fullName = `${call.param("owner")}/${call.param("repo")}`;
  const repository = repositories.byName(fullName);
  const renamed = repository ? undefined : repositories.byOldName(fullName);
  const found = repository ?? renamed;
  if (!found || !seesRepository(call.world, call.credential, found)) throw notFound();
  checkGuard(call.world.accounts.findOrganization(found.owner));
  if (renamed) throw movedTo(call, renamed);
  if (need.writersOnly && !writesRepository(call.world, call.credential, found)) {
    throw refusal(call, "Must have admin rights to Repository.");
  }
  if (found.archived && call.request.method !== "GET") throw forbidden(ARCHIVED);
}

/** GitHub's message, whatever the token's permissions (terraform-provider-github, utils.go, "archived"). */
const ARCHIVED = "Repository was archived so is read-only.";

function checkGuard(organization: Organization | undefined): void {
  if (!organization?.guard) return;
  const { login, guard } = organization;
  throw forbidden(guardSentences[guard](login), guard === "saml" ? ssoHeader(login) : {});
}

/** GitHub redirects an old name to the repository's id: 301 for reads, 307 for writes. */
function movedTo(call: Call, repository: Repository): Refusal {
  const { method, path } = call.request;
  const rest = path.split("/").slice(4).join("/");
  const status = method === "GET" || method === "HEAD" ? 301 : 307;
  const message = status === 301 ? "Moved Permanently" : "Temporary Redirect";
  const location = call.urls.api(`/repositories/${repository.id}${rest && `/${rest}`}`);
  return new Refusal(status, message, { headers: { location } });
}

function refusal(call: Call, message: string): Refusal {
  return call.world.conditions.switches.missingPermission === "404"
    ? notFound()
    : forbidden(message);
}

function withheldMessage({ kind }: Credential): string {
  if (kind === "classic") return "Your token has not been granted the required scopes.";
  return kind === "installation" || kind === "user"
    ? "Resource not accessible by integration"
    : "Resource not accessible by personal access token";
}
