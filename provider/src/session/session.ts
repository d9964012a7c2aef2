import type { GitHub } from "../github/client";
import type { Clock } from "../clock";
import type { RepositoryIds } from "./repository-ids";
import type { Say } from "../say";
import type { Account } from "../operations/operation";
import type { ScopeOf } from "../operations/secrets";
import type { SecretScope } from "./secret-scope";
import type { UserCodespaces } from "./user-codespaces";
import type { Person } from "../kinds/forms";
import type { Settings } from "../settings/reading";
import type { Declarations } from "./declarations";
import type { ValueMemory } from "./values";
import type { Turns } from "./turns";
import type { WholeLists } from "./whole-lists";

export type Owner = Person;

/** What all resources of one run, host and credential share. Connections are made at first use. */
export interface Session {
  readonly settings: Settings;
  readonly say: Say;
  readonly clock: Clock;
  /** When this process started, by its clock. */
  readonly startedAt: number;
  readonly values: ValueMemory;
  readonly declared: Declarations;
  readonly lists: WholeLists;
  readonly turns: Turns;
  github(account: Account): Promise<GitHub>;
  scope(account: Account, scope: ScopeOf): Promise<SecretScope>;
  repositoryIds(account: Account): Promise<RepositoryIds>;
  /** Announces names of repositories that this run may ask for later. Sends nothing. */
  expectRepositories(account: Account, names: readonly string[]): void;
  /** The codespaces of the token's user. */
  codespaces(): Promise<UserCodespaces>;
  /** The user that the token belongs to. */
  user(): Promise<Owner>;
}

/** Returns the session, or throws if the settings can't be used. Called for each operation. */
export type GetSession = () => Session;
