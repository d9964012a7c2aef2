import { CodespacesError } from "../../operations/by-name/call";
import { engineAddress, isOfLanguageHost } from "../registration/engine";

const HINT =
  " This program runs inline (Automation API): its lookups see the environment of its " +
  "own process, not the `envVars` that resources get. Set github-codespaces:token by " +
  "`stack.setConfig`, or give the lookup a Provider with `token`.";

/**
 * A lookup's error, with a way out if a credential from `envVars` was meant. `source` says where the credential
 * came from.
 */
export function explainedInline(error: unknown, source: string | undefined): unknown {
  const engine = engineAddress();
  if (engine === undefined || isOfLanguageHost(engine)) return error;
  if (!(error instanceof CodespacesError) || !isAboutCredential(error)) return error;
  if (source?.includes("the configuration ")) return error;
  return new CodespacesError(error.message + HINT, error.status);
}

/** GitHub also says 404 to a token that may not see it. Without any credential GitHub isn't asked. */
function isAboutCredential({ status }: CodespacesError): boolean {
  return status === undefined || [401, 403, 404].includes(status);
}
