import { type FieldError, invalid, Refusal } from "../errors";
import type { SeedDevcontainer } from "../seed/seed";
import type { User } from "./accounts";
import { type CodespacePlan, type Location, locations } from "./codespace";
import { branchOf, devcontainerAt, devcontainersOf, pullRequestOf } from "./launch-points";
import { allowedMachines, chosenMachine } from "./machines";
import { payerOf, policyOf } from "./payers";
import type { Repository } from "./repositories";
import type { World } from "./world";

export const geos = {
  EuropeWest: "WestEurope",
  SoutheastAsia: "SouthEastAsia",
  UsEast: "EastUs",
  UsWest: "WestUs2",
} as const satisfies Record<string, Location>;

/** What a request says about the codespace that it wants. */
export interface Wishes {
  ref?: string | undefined;
  pullNumber?: number | undefined;
  location?: string | undefined;
  geo?: keyof typeof geos | undefined;
  machine?: string | undefined;
  devcontainerPath?: string | undefined;
  skipsPermissions?: boolean | undefined;
  idleTimeoutMinutes?: number | undefined;
  retentionPeriodMinutes?: number | undefined;
  displayName?: string | undefined;
}

const defaults = { idleTimeoutMinutes: 30, retentionPeriodMinutes: 43_200 };

/** Where a codespace is put if the caller has no wish; GitHub goes by the caller's address. */
export const defaultLocation: Location = "WestUs2";

/** Decides what the codespace will be, or refuses what GitHub refuses. */
export function planCodespace(
  world: World,
  { user, repository, wishes }: { user: User; repository: Repository; wishes: Wishes },
): CodespacePlan {
  checkNumbers(wishes);
  checkDisplayName(wishes.displayName);
  const payer = payerOf(world, user, repository);
  const policy = policyOf(payer);
  const devcontainer = chosenDevcontainer(repository, wishes.devcontainerPath);
  if (devcontainer && !wishes.skipsPermissions) {
    checkPermissions(world, user, { repository, devcontainer });
  }
  return {
    ...{ owner: user, payer, repositoryId: repository.id },
    isPublished: !repository.template,
    pullNumber: wishes.pullNumber,
    ref: chosenRef(repository, wishes),
    machine: chosenMachine(wishes.machine, allowedMachines(repository, policy)),
    devcontainerPath: devcontainer?.path ?? null,
    location: chosenLocation(wishes),
    ...idleTimeout(wishes, policy.maxIdleTimeoutMinutes),
    retentionPeriodMinutes: Math.min(
      wishes.retentionPeriodMinutes ?? defaults.retentionPeriodMinutes,
      policy.maxRetentionPeriodMinutes ?? Infinity,
    ),
    displayName: wishes.displayName,
  };
}

export function checkDisplayName(displayName: string | undefined): void {
  if (displayName === undefined || displayName.length <= 48) return;
  throw refused("display_name", "display_name is too long (maximum is 48 characters).");
}

function checkNumbers({ idleTimeoutMinutes, retentionPeriodMinutes }: Wishes): void {
  if (isOutside(idleTimeoutMinutes, 5, 240)) {
    throw refused("idle_timeout_minutes", "idle_timeout_minutes must be between 5 and 240.");
  }
  if (isOutside(retentionPeriodMinutes, 0, 43_200)) {
    const rule = "retention_period_minutes must be between 0 and 43200 (30 days).";
    throw refused("retention_period_minutes", rule);
  }
}

function isOutside(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && (value < least || value > most);
}

function chosenRef(repository: Repository, { ref, pullNumber }: Wishes): string {
  const pull = pullNumber === undefined ? undefined : pullRequestOf(repository, pullNumber);
  if (pull) return pull.head;
  const branch = branchOf(repository, ref);
  if (branch === undefined) throw refused("ref", `No ref ${ref ?? ""} in ${repository.fullName}.`);
  return branch;
}

function chosenDevcontainer(
  repository: Repository,
  path: string | undefined,
): SeedDevcontainer | undefined {
  if (path === undefined) return devcontainersOf(repository)[0];
  const found = devcontainerAt(repository, path);
  if (found) return found;
  throw refused("devcontainer_path", `No devcontainer ${path} in ${repository.fullName}.`);
}

/** GitHub answers 401 with the page where the user can accept them; `gh` looks for it. */
function checkPermissions(
  world: World,
  user: User,
  wanted: { repository: Repository; devcontainer: SeedDevcontainer },
): void {
  const { repository, devcontainer } = wanted;
  if (world.acceptedPermissions.isAccepted(user, repository, devcontainer)) return;
  const url = `https://github.com/${repository.fullName}/codespaces/allow_permissions`;
  throw new Refusal(
    401,
    `The permissions that ${devcontainer.path} asks for must be accepted first.`,
    { body: { allow_permissions_url: url } },
  );
}

function chosenLocation({ geo, location }: Wishes): Location {
  if (geo) return geos[geo];
  if (location === undefined) return defaultLocation;
  const known = locations.find((each) => each === location);
  if (!known) throw refused("location", `location must be one of ${locations.join(", ")}.`);
  return known;
}

function idleTimeout({ idleTimeoutMinutes }: Wishes, most = Infinity) {
  const wanted = idleTimeoutMinutes ?? defaults.idleTimeoutMinutes;
  if (wanted <= most) return { idleTimeoutMinutes: wanted, idleTimeoutNotice: null };
  const notice = `Idle timeout was changed from ${wanted} to ${most} minutes by your organization's policy.`;
  return { idleTimeoutMinutes: most, idleTimeoutNotice: notice };
}

function refused(field: string, message: string): Refusal {
  const error: FieldError = { resource: "Codespace", field, code: "invalid", message };
  return invalid(message, error);
}
