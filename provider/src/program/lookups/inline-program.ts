import { CodespacesError } from "../../operations/by-name/call";
import { engineAddress, isOfLanguageHost } from "../registration/engine";

const HINT =
  " This program runs inline, by the Automation API: its lookups have the environment of its own process, " +
  "whatever `envVars` give to resources. Set github-codespaces:token by `stack.setConfig`, or give the lookup a " +
  "Provider with `token`.";

/** An error of a lookup, with the way out where a credential of `envVars` was meant. `source` is in words. */
export function explainedInline(error: unknown, source: string | undefined): unknown {
  const engine = engineAddress();
  if (engine === undefined || isOfLanguageHost(engine)) return error;
  if (!(error instanceof CodespacesError) || !isAboutCredential(error)) return error;
  if (source?.includes("the configuration ")) return error;
  return new CodespacesError(error.message + HINT, error.status);
}

/** GitHub says 404 as well to who may not see it; without any credential it isn't asked. */
function isAboutCredential({ status }: CodespacesError): boolean {
  return status === undefined || [401, 403, 404].includes(status);
}
