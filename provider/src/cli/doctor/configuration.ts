import { NAMESPACE } from "../../settings/sources";
import { settingsTable } from "../../settings/table";
import type { StackConfiguration } from "../pulumi/configuration";
import { bad, note, type Check } from "./check";

/** What is to be said of a stack's configuration. */
export function configurationChecks(
  configuration: StackConfiguration | "elsewhere" | undefined,
): Check[] {
  if (configuration === undefined) return [];
  const about = "configuration";
  if (configuration === "elsewhere") {
    const cure = "Run it in the project's folder, where Pulumi keeps the configuration.";
    return [note(about, "not read: there is no Pulumi project in this folder", cure)];
  }
  const { wrong, secret } = configuration;
  const hidden = secret.filter(isCredential);
  const verb = hidden.length === 1 ? "is a secret" : "are secrets";
  return [
    ...(wrong === undefined ? [] : [bad(about, "has a key that is not a setting", wrong)]),
    ...(hidden.length === 0
      ? []
      : [
          note(
            about,
            `${hidden.join(", ")} ${verb} of the stack, which is not decrypted here`,
            "The checks below use another credential. Put this one in an environment " +
              "variable, and name it with --token-env.",
          ),
        ]),
  ];
}

function isCredential(key: string): boolean {
  if (key.startsWith("github:")) return true;
  const name = key.slice(NAMESPACE.length + 1);
  return name !== "fingerprintKey" && Object.hasOwn(settingsTable, name);
}
