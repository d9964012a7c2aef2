import { NAMESPACE, OWN_CREDENTIAL, type ReadConfig } from "./sources";
import { settingsTable, settingsThat, type connectionTable, type GivenOf } from "./table";
import { listed, shownName } from "../texts";

/** How to reach GitHub, and as whom. What is left out comes from the environment, or is the default. */
export interface ConnectionSettings extends GivenOf<typeof connectionTable> {}

/** The settings of a `Provider`. */
export interface ProviderSettings extends GivenOf<typeof settingsTable> {}

/** If one of these is given, the environment's credentials are not used. */
const OWN = settingsThat(({ credential }) => credential);

/**
 * The configuration keys of these settings, each with its value, and the hint that a credential is among them.
 * A setting that is given but undefined must not look like one that isn't given.
 */
export function configurationKeys<Value>(settings: Record<string, Value | undefined>): {
  keys: (readonly [key: string, name: string, value: Value | undefined])[];
  hints: Record<string, string>;
} {
  const wrong = strangersIn(Object.keys(settings));
  if (wrong !== undefined) throw new Error(wrong);
  const given = Object.entries(settings).filter(
    ([name, value]) => value !== undefined || OWN.includes(name) || name === "userToken",
  );
  const own = given.some(([name]) => OWN.includes(name));
  return {
    keys: given.map(([name, value]) => [`${NAMESPACE}:${name}`, name, value] as const),
    hints: own ? { [OWN_CREDENTIAL]: "true" } : {},
  };
}

/** Settings that are given in place of a stack's configuration. */
export function configOf(settings: ConnectionSettings): ReadConfig {
  const { keys, hints } = configurationKeys<string | number>({ ...settings });
  const given = keys.map(([key, , value]) => [key, String(value ?? "")] as const);
  const configuration: Record<string, string> = { ...Object.fromEntries(given), ...hints };
  return (key) => configuration[key];
}

/** What is wrong with the keys of a configuration. Keys of other packages are ignored. */
export function wrongKeys(keys: readonly string[]): string | undefined {
  const prefix = `${NAMESPACE}:`;
  const own = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const wrong = strangersIn(own);
  return wrong && `${prefix}${wrong}`;
}

function strangersIn(names: readonly string[]): string | undefined {
  const strangers = names.filter((name) => !Object.hasOwn(settingsTable, name));
  if (strangers.length === 0) return undefined;
  return `${listed(strangers.map(shownName))}: is not a setting; the settings are ${Object.keys(settingsTable).join(", ")}`;
}
