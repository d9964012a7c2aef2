import { anyone, aRepository, aUser, orgMembers } from "../calls/needs";
import { seesOrganization, seesRepository } from "../model/visibility";
import { notFound } from "../errors";
import type { Organization } from "../model/accounts";
import {
  fullOrganization,
  privateUser,
  publicUser,
  simpleOrganization,
  simpleUser,
} from "../responses/accounts";
import { fullRepository, minimalRepository } from "../responses/repositories";
import { type Answer, noContent, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";

export const lookupRoutes: Routes = {
  "users/get-authenticated": { needs: aUser, answer: me },
  "users/get-by-username": { needs: anyone, answer: user },
  "orgs/get": { needs: anyone, answer: organization },
  "orgs/list-members": { needs: orgMembers, answer: members },
  "orgs/check-membership-for-user": { needs: orgMembers, answer: isMember },
  "orgs/get-membership-for-user": { needs: orgMembers, answer: membership },
  "orgs/list-outside-collaborators": { needs: orgMembers, answer: outsideCollaborators },
  "teams/list-members-in-org": { needs: orgMembers, answer: teamMembers },
  "repos/get": { needs: aRepository, answer: repository },
  "repos/list-for-org": { needs: anyone, answer: repositories },
  "rate-limit/get": { needs: anyone, answer: rateLimit },
};

function me(call: Call): Answer {
  const self = call.world.accounts.user(call.credential.login ?? "");
  return ok(privateUser(self, call.urls, call.world.repositories.ofOwner(self.login).length));
}

function user(call: Call): Answer {
  const found = call.world.accounts.user(call.param("username"));
  const { repositories: all } = call.world;
  const shown = all.ofOwner(found.login).filter((each) => !each.private);
  return ok(publicUser(found, call.urls, shown.length));
}

function organization(call: Call): Answer {
  const found = organizationOf(call);
  const shown = call.world.repositories.ofOwner(found.login).filter((each) => !each.private);
  const isInside = seesOrganization(call.world, call.credential, found);
  return ok(fullOrganization(found, call.urls, { repositories: shown.length, isInside }));
}

function members(call: Call): Answer {
  const { members: roles } = organizationOf(call);
  const { role = "all" } = call.request.query;
  const logins = [...roles].filter(([, is]) => role === "all" || is === role);
  return people(
    call,
    logins.map(([login]) => login),
  );
}

function outsideCollaborators(call: Call): Answer {
  return people(call, organizationOf(call).outsideCollaborators);
}

/** GitHub answers 404 for a team that there isn't. */
function teamMembers(call: Call): Answer {
  const team = organizationOf(call).teams.get(call.param("team_slug"));
  if (!team) throw notFound();
  return people(call, team);
}

function people(call: Call, logins: Iterable<string>): Answer {
  const { items, headers } = call.page(call.world.accounts.people(logins));
  return ok(
    items.map((each) => simpleUser(each, call.urls)),
    headers,
  );
}

function isMember(call: Call): Answer {
  if (!roleOf(call)) throw notFound();
  return noContent;
}

function membership(call: Call): Answer {
  const role = roleOf(call);
  if (!role) throw notFound();
  const found = organizationOf(call);
  const member = call.world.accounts.user(call.param("username"));
  return ok({
    url: call.urls.api(`/orgs/${found.login}/memberships/${member.login}`),
    state: "active",
    role,
    organization_url: call.urls.api(`/orgs/${found.login}`),
    organization: simpleOrganization(found, call.urls),
    user: simpleUser(member, call.urls),
  });
}

function repository(call: Call): Answer {
  const fullName = `${call.param("owner")}/${call.param("repo")}`;
  const found = call.world.repositories.byName(fullName);
  if (!found) throw notFound();
  return ok(fullRepository(found, call.world, call.urls));
}

function repositories(call: Call): Answer {
  const { world, credential, urls } = call;
  const { type = "all" } = call.request.query;
  const shown = world.repositories
    .ofOwner(organizationOf(call).login)
    .filter((each) => seesRepository(world, credential, each))
    .filter(
      (each) => !["public", "private"].includes(type) || each.private === (type === "private"),
    );
  const { items, headers } = call.page(shown);
  return ok(
    items.map((each) => minimalRepository(each, world, urls)),
    headers,
  );
}

/** Asking costs nothing: the pipeline doesn't count it. */
function rateLimit(call: Call): Answer {
  const who = call.who;
  const core = call.limiter.primary({ who, resource: "core" });
  const graphql = call.limiter.primary({ who, resource: "graphql" });
  const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return ok({ resources: { core, graphql, search }, rate: core });
}

const organizationOf = (call: Call): Organization =>
  call.world.accounts.organization(call.param("org"));

const roleOf = (call: Call) =>
  call.world.accounts.roleIn(organizationOf(call), call.param("username"));
