import { anApp } from "../calls/needs";
import { forbidden, invalid, notFound } from "../errors";
import type { Installation } from "../model/credentials";
import { simpleUser } from "../responses/accounts";
import type { Permissions } from "../seed/seed";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";

/** What an app can do with its own JWT. */
export const appRoutes: Routes = {
  "apps/list-installations": { needs: anApp, answer: list },
  "apps/get-org-installation": { needs: anApp, answer: ofOrganization },
  "apps/create-installation-access-token": { needs: anApp, answer: createToken },
};

const created = "2020-01-01T00:00:00Z";

function list(call: Call): Answer {
  const { items, headers } = call.page(call.world.credentials.installations(call.app));
  return ok(
    items.map((each) => shaped(call, each)),
    headers,
  );
}

function ofOrganization(call: Call): Answer {
  const { login } = call.world.accounts.organization(call.param("org"));
  return ok(
    shaped(
      call,
      found(call, ({ account }) => account === login),
    ),
  );
}

function createToken(call: Call): Answer {
  const id = Number(call.param("installation_id"));
  const installation = found(call, (each) => each.id === id);
  // github.com/octokit/octokit.rb/pull/1307
  if (installation.suspendedAt) throw forbidden("This installation has been suspended");
  const asked = (call.body as { permissions?: Permissions } | undefined)?.permissions;
  const permissions = asked ? granted(asked, installation) : installation.permissions;
  const { token, expiresAt } = call.world.credentials.give(installation, permissions);
  return {
    status: 201,
    body: { token, expires_at: expiresAt, permissions, repository_selection: "all" },
  };
}

function granted(asked: Permissions, installation: Installation): Permissions {
  const has: Record<string, string> = installation.permissions;
  const isBeyond = ([name, level]: [string, string]): boolean =>
    has[name] !== "write" && has[name] !== level;
  if (Object.entries(asked).some(isBeyond)) {
    throw invalid("The permissions requested are not granted to this installation.");
  }
  return asked;
}

function found(call: Call, isWanted: (each: Installation) => boolean): Installation {
  const installation = call.world.credentials.installations(call.app).find(isWanted);
  if (!installation) throw notFound();
  return installation;
}

/** The description's installation. */
function shaped(call: Call, installation: Installation) {
  const { urls, world } = call;
  const { id, app, account, permissions, suspendedAt } = installation;
  const organization = world.accounts.organization(account);
  return {
    id,
    app_id: app.id,
    app_slug: app.slug,
    client_id: app.clientId,
    account: simpleUser(organization, urls, "Organization"),
    target_id: organization.id,
    target_type: "Organization",
    repository_selection: "all",
    access_tokens_url: urls.api(`/app/installations/${id}/access_tokens`),
    repositories_url: urls.api("/installation/repositories"),
    html_url: urls.web(`organizations/${account}/settings/installations/${id}`),
    permissions,
    events: [],
    single_file_name: null,
    suspended_by: null,
    suspended_at: suspendedAt,
    created_at: created,
    updated_at: created,
  };
}
