import { orgAccess } from "../calls/needs";
import { type AccessSetting, editedAccess, replacedAccess, sameAccess } from "../model/access";
import type { AccessVisibility } from "../seed/seed";
import { type Answer, noContent } from "../calls/answer";
import type { Call, Routes } from "../calls/call";

export const accessRoutes: Routes = {
  "codespaces/set-codespaces-access": { needs: orgAccess, answer: put },
  "codespaces/set-codespaces-access-users": { needs: orgAccess, answer: add },
  "codespaces/delete-codespaces-access-users": { needs: orgAccess, answer: remove },
};

function put(call: Call): Answer {
  const { visibility, selected_usernames: usernames } = call.body as {
    visibility: AccessVisibility;
    selected_usernames?: string[];
  };
  const { conditions } = call.world;
  const request = { visibility, usernames };
  return setTo(call, replacedAccess(request, organizationOf(call), conditions.switches));
}

function add(call: Call): Answer {
  return edit(call, { add: usernamesOf(call) });
}

function remove(call: Call): Answer {
  return edit(call, { remove: usernamesOf(call) });
}

function edit(call: Call, change: { add?: string[]; remove?: string[] }): Answer {
  const organization = organizationOf(call);
  const old = call.world.access(organization);
  return setTo(call, editedAccess(old, change, organization, call.world.conditions.switches));
}

function setTo(call: Call, setting: AccessSetting): Answer {
  const { world } = call;
  const organization = organizationOf(call);
  const isUnchanged = sameAccess(world.access(organization), setting);
  world.setAccess(organization, setting);
  return isUnchanged && world.conditions.switches.unchangedAccess === "304"
    ? { status: 304 }
    : noContent;
}

const usernamesOf = (call: Call): string[] =>
  (call.body as { selected_usernames: string[] }).selected_usernames;

const organizationOf = (call: Call) => call.world.accounts.organization(call.param("org"));
