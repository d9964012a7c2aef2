/**
 * GitHub's documents leave some behaviour open. Each open question is a switch, so that a client can
 * be tested under every reading: first what the documents suggest most strongly, then the other readings.
 */
const readings = {
  /** PUT of a `selected` organization secret, or of any user secret, without a list. */
  putWithoutList: ["keep", "clear"],
  /** A list of repositories or names that is sent with a visibility that doesn't use one. */
  listWithOtherVisibility: ["ignore", "refuse"],
  /** A repository id that doesn't exist, or that the scope can't use. */
  unknownRepositoryId: ["422", "ignore", "404"],
  /** Whether `updated_at` changes when only the repository list of a secret changes. */
  updatedAtMovesWithList: [true, false],
  /** An access call that changes nothing. */
  unchangedAccess: ["304", "204"],
  /** Whether the repository list of a user secret supports `page` and `per_page`; otherwise it is always whole. */
  userListPaging: [true, false],
  /** What a token without the right permission gets. */
  missingPermission: ["403", "404"],
  /** Whether the 400 for a stranger's login in access calls names it. */
  accessNamesBadUser: [true, false],
  /** GET …/repositories of an organization secret that isn't `selected`. */
  repositoriesOfUnselected: ["empty", "404"],
  /** DELETE …/repositories/{id} of a repository that isn't in the list. */
  removingAbsentRepository: ["204", "404"],
  /** POST of a codespace: created, or accepted and retried in the background, which takes three steps longer. */
  createdCodespace: ["201", "202"],
  /** POST …/start of a running codespace. `gh` expects 409 for it; the description lists both. */
  startingRunning: ["409", "304"],
  /** When a codespace shows the machine that a PATCH gave it. It runs on it from the next start. */
  patchedMachineShows: ["atStart", "atOnce"],
} as const;

type Readings = typeof readings;

/** The reading in force for each open question. */
export type Switches = { -readonly [Name in keyof Readings]: Readings[Name][number] };

/** What the documents suggest most strongly. */
export const defaultSwitches: Readonly<Switches> = reading(0);

/** The other reading of every question. `unknownRepositoryId` has a third: "404". */
export const allSwitchesFlipped: Readonly<Switches> = reading(1);

function reading(index: 0 | 1): Switches {
  const entries = Object.entries(readings).map(([name, all]) => [name, all[index]]);
  return Object.fromEntries(entries) as Switches;
}
