import * as actions from "../calls/actions";
import { callOne, type CallSession, type OneCall, type OpenSession } from "../calls/call";
import { configurationKeys, type ConnectionSettings } from "../given-settings";
import type { Clock } from "../github/clock";
import type { Say } from "../github/say";
import type { PublishCodespaceArgs } from "../operations/actions";
import type { CodespaceResult } from "../operations/codespace";
import type { CodespaceNameArgs, OrgMemberCodespaceArgs } from "../operations/codespaces";
import type { CodespaceExportResult } from "../operations/exports";
import { ReadingClient } from "./reading-client";

/** Without a word of it, an action that is waited for is given up after so long. */
const MAX_WAIT_SECONDS = 900;

/** Where a client's lines go, and its time comes from. */
export interface ClientParts {
  /** Default: the console. */
  say?: Say;
  /** Default: the machine's. */
  clock?: Clock;
}

export interface WaitOptions {
  /** Whether to wait until it is done. Default: false, the answer is how it began. */
  wait?: boolean;
  /** Default: 900. What was begun goes on after that. */
  maxWaitSeconds?: number;
}

export interface ExportOptions {
  /** Called with each look at the export, from the first on. */
  onProgress?: (seen: CodespaceExportResult) => void;
  /** Default: 900. What was begun goes on after that. */
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
    const open = () => openSession(settings, parts);
    super(open);
    this.#open = open;
  }

  /**
   * Starts a codespace of the token's user. One that runs, or is about to, is as wanted. Needs
   * "Codespaces lifecycle admin" (write), or the classic scope `codespace`. Operation:
   * `codespaces/start-for-authenticated-user`.
   */
  startCodespace(args: CodespaceNameArgs, options: WaitOptions = {}): Promise<CodespaceResult> {
    return this.#call(actions.start(followingOf(options)), args);
  }

  /**
   * Stops a codespace of the token's user. One that is down, or on its way, is as wanted. Needs
   * "Codespaces lifecycle admin" (write), or the classic scope `codespace`. Operation:
   * `codespaces/stop-for-authenticated-user`.
   */
  stopCodespace(args: CodespaceNameArgs, options: WaitOptions = {}): Promise<CodespaceResult> {
    return this.#call(actions.stop(followingOf(options)), args);
  }

  /**
   * Pushes what is in a codespace to a branch, and waits until GitHub has done it; a failed export is an
   * error. Needs "Codespaces lifecycle admin" (write), or the classic scope `codespace`. Operations:
   * `codespaces/export-for-authenticated-user`, then
   * `codespaces/get-export-details-for-authenticated-user`.
   */
  exportCodespace(
    args: CodespaceNameArgs,
    { onProgress = () => undefined, maxWaitSeconds = MAX_WAIT_SECONDS }: ExportOptions = {},
  ): Promise<CodespaceExportResult> {
    return this.#call(actions.exportToBranch({ onProgress, maxWaitSeconds }), args);
  }

  /**
   * Makes a codespace that has no repository a new one, private unless `private` is false. The result
   * names it. It is never sent again by itself. Needs "Codespaces" (write), or the classic scope
   * `codespace`. Operation: `codespaces/publish-for-authenticated-user`.
   */
  publishCodespace(args: PublishCodespaceArgs): Promise<CodespaceResult> {
    return this.#call(actions.publish, args);
  }

  /**
   * Stops a member's codespace that the organization pays for. Needs "Codespaces lifecycle admin"
   * (write) and "Organization codespaces" (write), or the classic scope `admin:org`. Operation:
   * `codespaces/stop-in-organization`.
   */
  stopOrgMemberCodespace(args: OrgMemberCodespaceArgs): Promise<CodespaceResult | undefined> {
    return this.#call(actions.stopOfMember, args);
  }

  /**
   * Deletes a member's codespace that the organization pays for, with what was not pushed. Needs
   * "Codespaces" (write) and "Organization codespaces" (write), or the classic scope `admin:org`.
   * Operation: `codespaces/delete-from-organization`.
   */
  deleteOrgMemberCodespace(args: OrgMemberCodespaceArgs): Promise<void> {
    return this.#call(actions.deleteOfMember, args);
  }

  #call<Args extends object, R>(call: OneCall<Args, R>, args: Args): Promise<R> {
    return callOne(call, args, this.#open);
  }
}

function followingOf({ wait = false, maxWaitSeconds = MAX_WAIT_SECONDS }: WaitOptions) {
  return wait ? { maxWaitSeconds } : undefined;
}

/** A client with a clock or lines of its own has a session of its own. Loads octokit. */
async function openSession(settings: ConnectionSettings, parts: ClientParts): Promise<CallSession> {
  const { keys, hints } = configurationKeys<string | number>({ ...settings });
  const given = keys.map(([key, , value]) => [key, String(value ?? "")] as const);
  const configuration: Record<string, string> = { ...Object.fromEntries(given), ...hints };
  const { newSession, sessionFor } = await import("../shared-session.js");
  const config = (key: string) => configuration[key];
  const own = parts.say !== undefined || parts.clock !== undefined;
  return own ? newSession(config, parts) : sessionFor(config);
}
