/**
 * GitHub's documents leave some behaviour open. Each open question is a switch, so that a client can
 * be tested under every reading. The defaults are what the documents suggest most strongly.
 */
export interface Switches {
  /** PUT of a `selected` organization secret, or of any user secret, that sends no list. */
  putWithoutList: "keep" | "clear";
  /** A list of repositories or names sent with a visibility that has no use for one. */
  listWithOtherVisibility: "ignore" | "refuse";
  /** A repository id that doesn't exist, or that the scope can't use. */
  unknownRepositoryId: "422" | "404" | "ignore";
  /** Whether `updated_at` moves when only the repository list of a secret moves. */
  updatedAtMovesWithList: boolean;
  /** An access call that changes nothing. */
  unchangedAccess: "204" | "304";
  /** Whether the repository list of a user secret obeys `page` and `per_page`; else it is whole. */
  userListPaging: boolean;
  /** What a token without the right permission gets. */
  missingPermission: "403" | "404";
  /** Whether the 400 for a stranger's name in access calls says which name it is. */
  accessNamesBadUser: boolean;
  /** GET …/repositories of an organization secret that isn't `selected`. */
  repositoriesOfUnselected: "empty" | "404";
  /** DELETE …/repositories/{id} of a repository that isn't in the list. */
  removingAbsentRepository: "204" | "404";
  /** POST of a codespace: created, or accepted and retried in the background, three steps longer. */
  createdCodespace: "201" | "202";
  /** POST …/start of a codespace that runs. `gh` takes 409 for it; the description lists both. */
  startingRunning: "409" | "304";
  /** When a codespace shows the machine that a PATCH gave it; it works on it from the next start. */
  patchedMachineShows: "atStart" | "atOnce";
}

export const defaultSwitches: Readonly<Switches> = {
  putWithoutList: "keep",
  listWithOtherVisibility: "ignore",
  unknownRepositoryId: "422",
  updatedAtMovesWithList: true,
  unchangedAccess: "304",
  userListPaging: true,
  missingPermission: "403",
  accessNamesBadUser: true,
  repositoriesOfUnselected: "empty",
  removingAbsentRepository: "204",
  createdCodespace: "201",
  startingRunning: "409",
  patchedMachineShows: "atStart",
};

/** The other reading of every question. `unknownRepositoryId` has a third: "404". */
export const allSwitchesFlipped: Readonly<Switches> = {
  putWithoutList: "clear",
  listWithOtherVisibility: "refuse",
  unknownRepositoryId: "ignore",
  updatedAtMovesWithList: false,
  unchangedAccess: "204",
  userListPaging: false,
  missingPermission: "404",
  accessNamesBadUser: false,
  repositoriesOfUnselected: "404",
  removingAbsentRepository: "404",
  createdCodespace: "202",
  startingRunning: "304",
  patchedMachineShows: "atOnce",
};
