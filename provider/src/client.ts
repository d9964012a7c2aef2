// `pulumi-github-codespaces/client`: the client without Pulumi, for scripts.
export { CodespacesError } from "./calls/call";
export {
  CodespacesClient,
  type ClientParts,
  type ExportOptions,
  type WaitOptions,
} from "./client/codespaces-client";
export type { ConnectionSettings } from "./given-settings";
