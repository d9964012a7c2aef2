import { ownCodespaces } from "../calls/needs";
import { notFound } from "../errors";
import { exportCodespace } from "../model/codespace-pushes";
import { exportBody } from "../responses/codespaces";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { named } from "./codespaces";

export const codespaceExportRoutes: Routes = {
  "codespaces/export-for-authenticated-user": {
    needs: ownCodespaces("codespaces_lifecycle_admin", "write"),
    answer: start,
  },
  "codespaces/get-export-details-for-authenticated-user": {
    needs: ownCodespaces("codespaces_lifecycle_admin", "read"),
    answer: get,
  },
};

function start(call: Call): Answer {
  const begun = exportCodespace(call.world, named(call));
  return { status: 202, body: exportBody(begun, named(call), call.world, call.urls) };
}

/** `latest` is accepted as the id of the last one too. */
function get(call: Call): Answer {
  const codespace = named(call);
  const id = call.param("export_id");
  const details =
    id === "latest" ? codespace.exports.at(-1) : codespace.exports.find((each) => each.id === id);
  if (!details) throw notFound();
  return ok(exportBody(details, codespace, call.world, call.urls));
}
