import { configurationKeys, wrongKeys } from "../../settings/given";
import { readSettings, WrongSetting } from "../../settings/reading";
import {
  NAMESPACE,
  OWN_CREDENTIAL,
  type Environment,
  type ReadConfig,
} from "../../settings/sources";
import { settingsTable, settingsThat } from "../../settings/table";
import { hasUnknown, type Plain, type Props } from "../../rules/plain";

/** What Pulumi itself puts among a provider's settings. */
const OF_PULUMI = ["version", "pluginDownloadURL", "__internal", "__defaults"];

/** The settings that must not be shown. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set(settingsThat(({ secret }) => secret));

/** The settings of a provider, without what is Pulumi's own. */
export function settingsIn(given: Props): Props {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !OF_PULUMI.includes(name)));
}

/** What is wrong with a provider's settings. A setting that isn't known yet counts as right. */
export function wrongIn(given: Props, env: Environment): string | undefined {
  const wrong = wrongKeys(Object.keys(given).map((name) => `${NAMESPACE}:${name}`));
  if (wrong !== undefined || hasUnknown(given)) return wrong;
  try {
    readSettings((key) => textIn(given, key), env);
    return undefined;
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    return error.message;
  }
}

/**
 * The configuration as settings are read from it. An explicit provider that is given a credential uses that one,
 * also if it turns out to be empty.
 */
export function configurationReader(given: Props, urn: string): ReadConfig {
  const isExplicit = !/::default(_[^:]*)?$/.test(urn);
  const hints = isExplicit ? configurationKeys<Plain>(knownIn(given)).hints : {};
  return (key) => (key === OWN_CREDENTIAL ? hints[key] : textIn(given, key));
}

/** The settings in a state may be those of another version. */
function knownIn(given: Props): Props {
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => Object.hasOwn(settingsTable, name)),
  );
}

/** Some languages send a number as a number, others as a text. */
function textIn(given: Props, key: string): string | undefined {
  const prefix = `${NAMESPACE}:`;
  const name = key.startsWith(prefix) ? key.slice(prefix.length) : "";
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
