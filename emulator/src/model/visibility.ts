import { belongsTo, type Organization } from "./accounts";
import type { Credential } from "./credentials";
import type { Repository } from "./repositories";
import type { World } from "./world";

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether the token may see what is inside an organization. The organization's name is public. */
export function seesOrganization(
  world: World,
  credential: Credential,
  organization: Organization,
): boolean {
  if (credential.kind === "installation") {
    const account = installationAccount(world, credential);
    return account !== undefined && same(account, organization.login);
  }
  const { login, organizations } = credential;
  if (!login || !world.accounts.roleIn(organization, login)) return false;
  return organizations?.some((name) => same(name, organization.login)) ?? true;
}

export function seesRepository(
  world: World,
  credential: Credential,
  repository: Repository,
): boolean {
  return !repository.private || writesRepository(world, credential, repository);
}

/** The emulator's organizations give each member write access to each repository. */
export function writesRepository(
  world: World,
  credential: Credential,
  repository: Repository,
): boolean {
  const organization = world.accounts.findOrganization(repository.owner);
  if (organization) return seesOrganization(world, credential, organization);
  return credential.login !== undefined && same(credential.login, repository.owner);
}

/** Repositories that a user may give a secret to. */
export function usesRepository(world: World, login: string, repository: Repository): boolean {
  const organization = world.accounts.findOrganization(repository.owner);
  return organization ? belongsTo(organization, login) : same(repository.owner, login);
}

function installationAccount(world: World, credential: Credential): string | undefined {
  return world.credentials.installations().find(({ id }) => id === credential.installationId)
    ?.account;
}
