import * as actions from "../operations/by-name/actions";
import {
  callOne,
  CodespacesError,
  type CallSession,
  type OneCall,
  type OpenSession,
} from "../operations/by-name/call";
import { configOf, type ConnectionSettings } from "../settings/given";
import type { Clock } from "../clock";
import type { Say } from "../say";
import { SingleFlight } from "../github/single-flight";
import type { CodespaceResult } from "../operations/answers/codespace";
import type { CodespaceNameArgs, OrgMemberCodespaceArgs } from "../operations/codespaces";
import type { CodespaceExportResult } from "../operations/exports";
import { shown, shownName } from "../texts";
import { ReadingClient } from "./reading-client";

/** How long an action is waited for if the options don't say, in seconds. */
const MAX_WAIT_SECONDS = 900;

/** Where a client's lines go, and where its time comes from. */
export interface ClientParts {
  /** Default: standard error, apart from what the script itself prints. */
  say?: Say;
  /** Default: the machine's. */
  clock?: Clock;
}

export interface WaitOptions {
  /** Whether to wait until it is done. Default: false, which returns how it began. */
  wait?: boolean;
  /** In seconds; default: 900. What was started goes on after that. */
  maxWaitSeconds?: number;
}

export interface ExportOptions {
  /**
   * Called with each look at the export, beginning with the first. If it throws, the export is no longer
   * followed.
   */
  onProgress?: (seen: CodespaceExportResult) => void;
  /** In seconds; default: 900. What was started goes on after that. */
  maxWaitSeconds?: number;
}

/**
 * GitHub's Codespaces for scripts and the Automation API: what the lookups read, and the actions that
 * are no resources. Errors, limits and retries are those of the resources. Settings that are left out
 * come from the environment; a client that is given a credential uses only that.
 *
 * ```ts
 * const client = new CodespacesClient();
 * for await (const { name, owner, state } of client.listOrgCodespaces({ org: "acme" })) {
 *   if (state === "Available") await client.stopOrgMemberCodespace({ org: "acme", username: owner, name });
 * }
 * ```
 */
export class CodespacesClient extends ReadingClient {
  readonly #open: OpenSession;

  constructor(settings: ConnectionSettings = {}, parts: ClientParts = {}) {
    const open = opener(settings, parts);
    super(open);
    this.#open = open;
  }

  /**
   * Starts a codespace of the token's user. Succeeds if it already runs, or is about to. Needs "Codespaces
   * lifecycle admin" (write), or the classic scope `codespace`. Operation:
   * `codespaces/start-for-authenticated-user`.
   */
  async startCodespace(
    args: CodespaceNameArgs,
    options: WaitOptions = {},
  ): Promise<CodespaceResult> {
    return this.#call(actions.start(followingOf(options)), args);
  }

  /**
   * Stops a codespace of the token's user. Succeeds if it is already stopped, or is shutting down. Needs
   * "Codespaces lifecycle admin" (write), or the classic scope `codespace`. Operation:
   * `codespaces/stop-for-authenticated-user`.
   */
  async stopCodespace(
    args: CodespaceNameArgs,
    options: WaitOptions = {},
  ): Promise<CodespaceResult> {
    return this.#call(actions.stop(followingOf(options)), args);
  }

  /**
   * Pushes a codespace's changes to a branch, and waits until GitHub has done it. A failed export is an error.
   * Needs "Codespaces lifecycle admin" (write), or the classic scope `codespace`. Operations:
   * `codespaces/export-for-authenticated-user`, then `codespaces/get-export-details-for-authenticated-user`.
   */
  async exportCodespace(
    args: CodespaceNameArgs,
    options: ExportOptions = {},
  ): Promise<CodespaceExportResult> {
    const { onProgress = () => undefined } = options;
    const maxWaitSeconds = longestWaitOf(options);
    return this.#call(actions.exportToBranch({ onProgress, maxWaitSeconds }), args);
  }

  /**
   * Creates a new repository for a codespace that has none, private unless `private` is false. The result names
   * it. The request is never retried. Needs "Codespaces" (write), or the classic scope `codespace`. Operation:
   * `codespaces/publish-for-authenticated-user`.
   */
  publishCodespace(args: actions.PublishCodespaceArgs): Promise<CodespaceResult> {
    return this.#call(actions.publish, args);
  }

  /**
   * Stops a member's codespace that the organization pays for. The result is undefined if GitHub says that
   * nothing changed (304) and no longer lists it. Needs "Codespaces lifecycle admin" (write) and "Organization
   * codespaces" (write), or the classic scope `admin:org`. Operation: `codespaces/stop-in-organization`.
   */
  stopOrgMemberCodespace(args: OrgMemberCodespaceArgs): Promise<CodespaceResult | undefined> {
    return this.#call(actions.stopOfMember, args);
  }

  /**
   * Deletes a member's codespace that the organization pays for, including what was not pushed. Collect a list
   * before deleting from it: GitHub's pages move up as codespaces are deleted, and some would be skipped. Needs
   * "Codespaces" (write) and "Organization codespaces" (write), or the classic scope `admin:org`. Operation:
   * `codespaces/delete-from-organization`.
   */
  deleteOrgMemberCodespace(args: OrgMemberCodespaceArgs): Promise<void> {
    return this.#call(actions.deleteOfMember, args);
  }

  #call<Args extends object, R>(call: OneCall<Args, R>, args: Args): Promise<R> {
    return callOne(call, args, this.#open);
  }
}

const WAIT_OPTIONS = ["wait", "maxWaitSeconds", "onProgress"];

function followingOf(options: WaitOptions) {
  const { wait = false } = options;
  const maxWaitSeconds = longestWaitOf(options);
  return wait ? { maxWaitSeconds } : undefined;
}

/** Reports a misspelt option, or a number that isn't one (a variable that isn't set), instead of ignoring it. */
function longestWaitOf(options: WaitOptions & ExportOptions): number {
  const stranger = Object.keys(options).find((name) => !WAIT_OPTIONS.includes(name));
  if (stranger !== undefined) {
    throw new CodespacesError(
      `${shownName(stranger)}: is not an option; they are ${WAIT_OPTIONS.join(", ")}`,
    );
  }
  const { maxWaitSeconds = MAX_WAIT_SECONDS } = options;
  if (Number.isFinite(maxWaitSeconds) && maxWaitSeconds > 0) return maxWaitSeconds;
  throw new CodespacesError(
    `maxWaitSeconds: ${shown(maxWaitSeconds)} must be a number of seconds above 0`,
  );
}

/** A client with its own clock or output has its own session. Octokit is loaded at the first request. */
function opener(settings: ConnectionSettings, parts: ClientParts): OpenSession {
  const config = configOf(settings);
  if (parts.say === undefined && parts.clock === undefined) {
    return async () => (await import("../session/shared-session.js")).sessionFor(config);
  }
  const own = new SingleFlight<CallSession>(async () =>
    (await import("../session/shared-session.js")).newSession(config, parts),
  );
  return () => own.get();
}
