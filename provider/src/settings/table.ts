import { onExisting, onExternalChange } from "../rules/policies";

/** A setting, apart from its key and its meaning. An editor shows the comment on it. */
export interface Setting<T = unknown> {
  /** It must not be shown. */
  readonly secret?: true;
  /** It is a credential: whoever gives it doesn't get the environment's credentials. */
  readonly credential?: true;
  /** For the compiler only. */
  readonly type?: () => T;
}

/** A setting that is a number. It can be set by an environment variable too. */
export interface Amount extends Setting<number> {
  readonly fallback: number;
  readonly most?: number;
  /** Why not more. */
  readonly because?: string;
  /** The number that larger ones silently count as. */
  readonly counts?: number;
  readonly mayBeZero?: true;
}

/** One of a few words. The first is the default. */
export interface Choice<T extends string> extends Setting<T> {
  readonly allowed: readonly [T, ...T[]];
}

type Secrecy = Pick<Setting, "secret" | "credential">;

const text = (kind: Secrecy = {}): Setting<string> => kind;
const id = (kind: Secrecy = {}): Setting<string | number> => kind;
const choice = <T extends string>(allowed: Choice<T>["allowed"]): Choice<T> => ({ allowed });
const amount = (fallback: number, more: Partial<Amount> = {}): Amount => ({ fallback, ...more });

const PERCENT = { most: 100, because: "it is a percentage" };

/** How to reach GitHub, and as whom. */
export const connectionTable = {
  /** The token of the requests; a secret. */
  token: text({ secret: true, credential: true }),
  /** The name of the environment variable that holds the token. */
  tokenEnv: text({ credential: true }),
  /** The token of the user whose secrets and codespaces are managed; a secret. Default: the token. */
  userToken: text({ secret: true }),
  /** The id or the client id of a GitHub App, instead of a token. */
  appId: id({ credential: true }),
  /** The id of the app's installation. */
  installationId: id({ credential: true }),
  /** The organization whose installation it is, instead of `installationId`. */
  appOrganization: text({ credential: true }),
  /** The app's private key as PEM; a secret. */
  privateKey: text({ secret: true, credential: true }),
  /** The path of a file with the app's private key, instead of `privateKey`. */
  privateKeyFile: text({ credential: true }),
  /** The name of the environment variable that holds the app's private key. */
  privateKeyEnv: text({ credential: true }),
  /** Where the API is, such as `https://api.acme.ghe.com`. Default: `https://api.github.com`. */
  baseUrl: text(),
  /** Points in any 60 s: a read costs 1, a write 5. Default: 900, as GitHub allows. */
  pointsPerMinute: amount(900),
  /** Requests under way at once. Default: 100, as GitHub allows. */
  maxConcurrentRequests: amount(100, {
    most: 100,
    because: "GitHub refuses more requests at once",
  }),
  /** The longest single wait for GitHub's limits, in seconds. Default: 900. */
  maxWaitSeconds: amount(900),
  /**
   * The share of the two limits that is left after a refusal by GitHub's secondary limits, in percent. Default:
   * 50.
   */
  slowDownToPercent: amount(50, PERCENT),
  /** The share of them that comes back with each minute without a refusal, in percent. Default: 25. */
  speedUpByPercent: amount(25, PERCENT),
  /** How long one request may take, in seconds. Default: 30. */
  requestTimeoutSeconds: amount(30),
  /** How often a request is sent again after a 5xx or a broken connection, at most 100 times. Default: 3. */
  retries: amount(3, { mayBeZero: true, counts: 100 }),
};

/** Settings that only concern secrets, and so no client of a script. */
export const secretTable = {
  /** Goes into the fingerprints in the state; a secret. */
  fingerprintKey: text({ secret: true }),
  /** The `onExisting` of resources that don't give one. Default: `adopt`. */
  onExisting: choice(onExisting.allowed),
  /** The `onExternalChange` of resources that don't give one. Default: `overwrite`. */
  onExternalChange: choice(onExternalChange.allowed),
  /** How long after our own write an answer that disagrees with it may be outdated, in seconds. Default: 60. */
  readGraceSeconds: amount(60, { mayBeZero: true }),
};

/** All of them, by their key in Pulumi's configuration. */
export const settingsTable: typeof connectionTable & typeof secretTable = {
  ...connectionTable,
  ...secretTable,
};

/** The type of the settings that are given from a table. */
export type GivenOf<Table> = {
  [Name in keyof Table]?: (Table[Name] extends Setting<infer T> ? T : never) | undefined;
};

/** The names of the settings that are numbers. */
export type AmountName = {
  [Name in keyof typeof settingsTable]: (typeof settingsTable)[Name] extends Amount ? Name : never;
}[keyof typeof settingsTable];

/** The names of the settings that satisfy the predicate. */
export function settingsThat(is: (setting: Setting) => boolean | undefined): string[] {
  return Object.entries<Setting>(settingsTable)
    .filter(([, setting]) => is(setting))
    .map(([name]) => name);
}
