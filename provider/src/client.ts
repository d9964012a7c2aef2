// `pulumi-github-codespaces/client`: the client without Pulumi, for scripts.
export { CodespacesError } from "./calls/call";
export {
  CodespacesClient,
  type ClientParts,
  type ExportOptions,
  type WaitOptions,
} from "./client/codespaces-client";
export type { ConnectionSettings } from "./given-settings";
export type { Clock } from "./github/clock";
export type { Say } from "./github/say";
export type { PublishCodespaceArgs } from "./operations/actions";
export type { CodespaceGitStatus, CodespaceResult, CodespaceState } from "./operations/codespace";
export type {
  CodespaceNameArgs,
  OrgMemberArgs,
  OrgMemberCodespaceArgs,
} from "./operations/codespaces";
export type { CodespaceExportArgs, CodespaceExportResult } from "./operations/exports";
