import { ownCodespaces } from "../calls/needs";
import { notFound } from "../errors";
import type { User } from "../model/accounts";
import type { Codespace } from "../model/codespace";
import { checkDisplayName } from "../model/codespace-plans";
import { ownCodespace } from "../model/codespaces";
import { publishCodespace } from "../model/codespace-pushes";
import { allowedMachines, chosenMachine, type Machine, successors } from "../model/machines";
import { policyOf } from "../model/payers";
import { codespaceBody, machineBody, publishedCodespace } from "../responses/codespaces";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";

/** What the token's user can do with their own codespaces. */
export const codespaceRoutes: Routes = {
  "codespaces/list-for-authenticated-user": {
    needs: ownCodespaces("codespaces", "read"),
    answer: list,
  },
  "codespaces/get-for-authenticated-user": {
    needs: ownCodespaces("codespaces", "read"),
    answer: (call) => shown(call, named(call)),
  },
  "codespaces/update-for-authenticated-user": {
    needs: ownCodespaces("codespaces", "write"),
    answer: update,
  },
  "codespaces/delete-for-authenticated-user": {
    needs: ownCodespaces("codespaces", "write"),
    answer: (call) => deleteCodespace(call, named(call)),
  },
  "codespaces/codespace-machines-for-authenticated-user": {
    needs: ownCodespaces("codespaces_metadata", "read"),
    answer: machines,
  },
  "codespaces/publish-for-authenticated-user": {
    needs: ownCodespaces("codespaces", "write"),
    answer: publish,
  },
  "codespaces/start-for-authenticated-user": {
    needs: ownCodespaces("codespaces_lifecycle_admin", "write"),
    answer: start,
  },
  "codespaces/stop-for-authenticated-user": {
    needs: ownCodespaces("codespaces_lifecycle_admin", "write"),
    answer: (call) => shown(call, call.world.codespaces.stop(named(call))),
  },
};

/** One page of codespaces. */
export function codespacesPage(call: Call, codespaces: readonly Codespace[]): Answer {
  const { items, total, headers } = call.page(codespaces);
  const shaped = items.map((each) => codespaceBody(each, call.world, call.urls));
  return ok({ total_count: total, codespaces: shaped }, headers);
}

export function shown(call: Call, codespace: Codespace): Answer {
  return ok(codespaceBody(codespace, call.world, call.urls));
}

export function machinesAnswer(machines: readonly Machine[]): Answer {
  return ok({ total_count: machines.length, machines: machines.map(machineBody) });
}

export function deleteCodespace(call: Call, codespace: Codespace): Answer {
  const isNew = call.world.codespaces.delete(codespace) !== undefined;
  return isNew ? { status: 202, body: {} } : { status: 304 };
}

export const callingUser = (call: Call): User =>
  call.world.accounts.user(call.credential.login ?? "");

/** The codespace in the path. */
export const named = (call: Call): Codespace =>
  ownCodespace(call.world.codespaces, callingUser(call).login, call.param("codespace_name"));

function list(call: Call): Answer {
  const own = call.world.codespaces.ofUser(callingUser(call).login);
  const { repository_id: wanted } = call.request.query;
  const isWanted = ({ repositoryId }: Codespace) =>
    wanted === undefined || String(repositoryId) === wanted;
  return codespacesPage(call, own.filter(isWanted));
}

function update(call: Call): Answer {
  const codespace = named(call);
  const {
    machine,
    display_name: displayName,
    recent_folders: recentFolders,
  } = (call.body ?? {}) as { machine?: string; display_name?: string; recent_folders?: string[] };
  checkDisplayName(displayName);
  const nextMachine = machine === undefined ? undefined : chosenMachine(machine, choice(call));
  const isShown = call.world.conditions.switches.patchedMachineShows === "atOnce";
  const changed = call.world.codespaces.update(codespace, {
    ...(displayName !== undefined && { displayName }),
    ...(recentFolders && { recentFolders }),
    ...(nextMachine && { nextMachine, ...(isShown && { machine: nextMachine }) }),
  });
  return shown(call, changed);
}

function machines(call: Call): Answer {
  return machinesAnswer(choice(call));
}

/** The machines that the codespace in the path can change to. */
function choice(call: Call): Machine[] {
  const { machine, plan, repositoryId } = named(call);
  const repository = call.world.repositories.byId(repositoryId);
  if (!repository) throw notFound();
  return successors(machine, allowedMachines(repository, policyOf(plan.payer)));
}

function publish(call: Call): Answer {
  const { name, private: isPrivate = false } = call.body as { name?: string; private?: boolean };
  const published = publishCodespace(call.world, named(call), { name, isPrivate });
  return { status: 201, body: publishedCodespace(published, call.world, call.urls) };
}

function start(call: Call): Answer {
  const started = call.world.codespaces.start(named(call));
  return started ? shown(call, started) : { status: 304 };
}
