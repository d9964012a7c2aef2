/** Reads one key of the Pulumi configuration, such as `github-codespaces:token`. */
export type ReadConfig = (key: string) => string | undefined;
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text and where it was found, for messages. */
export interface Sourced {
  text: string;
  source: string;
}

export const NAMESPACE = "github-codespaces";

/**
 * The key by which an explicit provider says that it was given its own credential. No user sets it. Without it,
 * the environment's credential would take the place of one that turns out empty.
 */
export const OWN_CREDENTIAL = `${NAMESPACE}:ownCredential`;

/** A setting that can't be used. The message names it, but never shows its value if that is secret. */
export class WrongSetting extends Error {}

/** The text of a key of the configuration, unless it is blank. */
export function inConfig(config: ReadConfig, key: string): Sourced | undefined {
  const text = config(key)?.trim();
  return text ? { text, source: `the configuration ${key}` } : undefined;
}

/** The first of these environment variables that isn't blank. */
export function inEnvironment(env: Environment, ...variables: string[]): Sourced | undefined {
  for (const variable of variables) {
    const text = env[variable]?.trim();
    if (text) return { text, source: `the environment variable ${variable}` };
  }
  return undefined;
}

/** The form of `requestTimeout` in its environment variable: `REQUEST_TIMEOUT`. */
export function snake(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
