import { orgCodespaces } from "../calls/needs";
import { notFound } from "../errors";
import { belongsTo } from "../model/accounts";
import type { Codespace } from "../model/codespace";
import type { Call, Routes } from "../calls/call";
import { codespacesPage, deleteCodespace, shown } from "./codespaces";

/** What an organization's owners can see and do: only codespaces that it pays for. */
export const orgCodespaceRoutes: Routes = {
  "codespaces/list-in-organization": {
    needs: orgCodespaces("codespaces", "read"),
    answer: (call) => codespacesPage(call, billed(call)),
  },
  "codespaces/get-codespaces-for-user-in-org": {
    needs: orgCodespaces("codespaces", "read"),
    answer: (call) => codespacesPage(call, ofMember(call)),
  },
  "codespaces/delete-from-organization": {
    needs: orgCodespaces("codespaces", "write"),
    answer: (call) => deleteCodespace(call, named(call)),
  },
  "codespaces/stop-in-organization": {
    needs: orgCodespaces("codespaces_lifecycle_admin", "write"),
    answer: (call) => shown(call, call.world.codespaces.stop(named(call))),
  },
};

function billed(call: Call): Codespace[] {
  const { login } = call.world.accounts.organization(call.param("org"));
  return call.world.codespaces.billedTo(login);
}

/** Codespaces may outlive the membership. */
function ofMember(call: Call): Codespace[] {
  const { accounts } = call.world;
  const { login } = accounts.user(call.param("username"));
  const own = billed(call).filter(({ plan }) => plan.owner.login === login);
  const isMember = belongsTo(accounts.organization(call.param("org")), login);
  if (own.length === 0 && !isMember) throw notFound();
  return own;
}

function named(call: Call): Codespace {
  const name = call.param("codespace_name").toLowerCase();
  const codespace = ofMember(call).find((each) => each.name === name);
  if (!codespace) throw notFound();
  return codespace;
}
