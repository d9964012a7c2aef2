import type { GitHub } from "../github/client";
import type { Clock } from "../github/clock";
import type { CodespaceNameArgs } from "./codespaces";
import { isRefused } from "../github/errors";
import { Json, NotAsDescribed } from "../github/json";
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

/** `codespaces/get-export-details-for-authenticated-user` */
export async function getExport(
  github: GitHub,
  args: CodespaceExportArgs,
): Promise<CodespaceExportResult> {
  return (await askExport(github, args)).data;
}

function askExport(github: GitHub, { name, exportId = "latest" }: CodespaceExportArgs) {
  const route = "GET /user/codespaces/{codespace_name}/exports/{export_id}";
  const params = { codespace_name: name, export_id: exportId };
  return github.request(route, params, { read: exportOf });
}

/**
 * `codespaces/export-for-authenticated-user`, followed to its end. It is sent again where its answer
 * was lost: an export pushes what there is to the codespace's one branch, twice is as good as once.
 */
export async function exportCodespace(
  github: GitHub,
  { name }: CodespaceNameArgs,
  patience: Patience & { onProgress: (seen: CodespaceExportResult) => void },
): Promise<CodespaceExportResult> {
  const begun = await beginExport(github, name, patience.clock);
  patience.onProgress(begun);
  if (begun.state !== "in_progress") return done(begun);
  const look = async () => {
    const seen = await getExport(github, { name, exportId: begun.id });
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
  const route = "POST /user/codespaces/{codespace_name}/exports";
  const startedAt = clock.now();
  try {
    const params = { codespace_name: name };
    return (await github.request(route, params, { repeatable: true, read: exportOf })).data;
  } catch (error) {
    if (!isRefused(error, 422) || !error.refusal.repeated) throw error;
    // The first one, whose answer was lost, may be under way: GitHub takes no second one meanwhile.
    const { data: latest, date } = await askExport(github, { name });
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
  // The description requires nothing of it; one that says nothing is none.
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
