import { wrongKeys } from "../../settings/given";
import { NAMESPACE } from "../../settings/sources";
import { isObject, type Plain } from "../../rules/plain";
import type { Given } from "../flags";
import type { Shell } from "../place";
import { NoProject, printedFor } from "./sources";

/** What a stack's configuration says about this package. */
export interface StackConfiguration {
  /** By full key. */
  plain: Readonly<Record<string, string>>;
  /** The full keys of secrets: they are not decrypted here. */
  secret: string[];
  /** What is wrong with its keys. */
  wrong: string | undefined;
}

/**
 * The configuration of the stack that the flags name; of several, none would be meant. A stack that is named in full can be read
 * anywhere, but Pulumi keeps its configuration in the project's folder.
 */
export async function stackConfiguration(
  given: Given,
  place: Shell,
): Promise<StackConfiguration | "elsewhere" | undefined> {
  const [stack, ...others] = given.all("stack");
  if (stack === undefined || others.length > 0) return undefined;
  try {
    return configurationIn(await printedFor(stack, ["config", "--json"], place));
  } catch (error) {
    if (error instanceof NoProject) return "elsewhere";
    throw error;
  }
}

function configurationIn(text: string): StackConfiguration {
  const entries = Object.entries(JSON.parse(text) as Record<string, Plain>).filter(isOurs);
  const valueOf = (entry: Plain) => (isObject(entry) ? entry.value : undefined);
  return {
    plain: Object.fromEntries(
      entries.flatMap(([key, entry]) => {
        const value = valueOf(entry);
        return typeof value === "string" && !isSecret(entry) ? [[key, value]] : [];
      }),
    ),
    secret: entries.filter(([, entry]) => isSecret(entry)).map(([key]) => key),
    wrong: wrongKeys(entries.map(([key]) => key)),
  };
}

/** Credentials may also be given to Pulumi's GitHub provider. */
function isOurs([key]: [string, Plain]): boolean {
  return key.startsWith(`${NAMESPACE}:`) || key.startsWith("github:");
}

function isSecret(entry: Plain): boolean {
  return isObject(entry) && entry.secret === true;
}
