import type { GitHub } from "../github/client";
import type { Clock } from "../clock";
import { isRefused } from "../github/errors";
import { Json, NotAsDescribed } from "../github/json";
import { WHAT_WAS_ASKED_FOR, type CodespaceNameArgs } from "./codespaces";
import { OK, type CodespacesOperation } from "./operation";
import * as rights from "./rights";
import { sinceAsked, until, type Patience } from "./waiting";

/** An export of a codespace: its changes, pushed to a branch. */
export interface CodespaceExportResult {
  id: string;
  state: "in_progress" | "succeeded" | "failed";
  completedAt: string | undefined;
  /** The branch that was pushed, in the codespace's repository or in a fork of its user. */
  branch: string | undefined;
  sha: string | undefined;
  /** The branch's page. */
  htmlUrl: string | undefined;
}

export interface CodespaceExportArgs extends CodespaceNameArgs {
  /** The export's id. Default: `latest`. */
  exportId?: string | undefined;
}

const EXPORT = {
  account: "userToken",
  read: exportOf,
  names: { name: "codespace_name" },
  check:
    "Check that there is something to push, and that nothing else is being done with the codespace.",
} as const;

export const getDetails: CodespacesOperation<CodespaceExportResult> = {
  id: "codespaces/get-export-details-for-authenticated-user",
  route: "GET /user/codespaces/{codespace_name}/exports/{export_id}",
  done: OK,
  needs: rights.lifecycle("read"),
  ...EXPORT,
  ...WHAT_WAS_ASKED_FOR,
};

/** May be repeated: an export pushes the current changes to the codespace's one branch. */
export const begin: CodespacesOperation<CodespaceExportResult> = {
  id: "codespaces/export-for-authenticated-user",
  route: "POST /user/codespaces/{codespace_name}/exports",
  done: [202],
  repeatable: true,
  needs: rights.lifecycle("write"),
  ...EXPORT,
};

/** Starts an export, and follows it to its end. */
export async function exportCodespace(
  github: GitHub,
  { name }: CodespaceNameArgs,
  patience: Patience & { onProgress: (seen: CodespaceExportResult) => void },
): Promise<CodespaceExportResult> {
  const begun = await beginExport(github, name, patience.clock);
  patience.onProgress(begun);
  if (begun.state !== "in_progress") return done(begun);
  const look = async () => {
    const { data: seen } = await github.request(getDetails, { name, exportId: begun.id });
    patience.onProgress(seen);
    return seen;
  };
  return done(await until(look, ({ state }) => state !== "in_progress", patience));
}

async function beginExport(
  github: GitHub,
  name: string,
  clock: Clock,
): Promise<CodespaceExportResult> {
  const startedAt = clock.now();
  try {
    return (await github.request(begin, { name })).data;
  } catch (error) {
    if (!isRefused(error, 422) || !error.refusal.repeated) throw error;
    // The first one, whose answer was lost, may still be running: GitHub accepts no second one meanwhile.
    const args = { name, exportId: "latest" };
    const { data: latest, date } = await github.request(getDetails, args);
    const since = sinceAsked(date, startedAt, clock);
    const isOurs = !(Date.parse(latest.completedAt ?? date) < since);
    if (!isOurs) throw error;
    return latest;
  }
}

function done(seen: CodespaceExportResult): CodespaceExportResult {
  if (seen.state === "succeeded") return seen;
  const when = seen.completedAt === undefined ? "" : ` at ${seen.completedAt}`;
  throw new Error(
    `GitHub says that the export ${seen.id} failed${when}. Open the codespace to see what can't be pushed.`,
  );
}

function exportOf(data: unknown): CodespaceExportResult {
  const details = new Json(data, "export");
  const state = details.textIfAny("state");
  // The description requires no field, but an export without any isn't one.
  if (state === undefined && details.textIfAny("id") === undefined) {
    throw new NotAsDescribed("an export that says nothing");
  }
  return {
    id: details.textIfAny("id") ?? "latest",
    state: state === "succeeded" || state === "failed" ? state : "in_progress",
    completedAt: details.textIfAny("completed_at"),
    branch: details.textIfAny("branch"),
    sha: details.textIfAny("sha"),
    htmlUrl: details.textIfAny("html_url"),
  };
}
