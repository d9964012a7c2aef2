import { forbidden } from "../errors";
import type { CodespacePolicy } from "../seed/seed";
import { belongsTo, type Organization, type User } from "./accounts";
import type { Repository } from "./repositories";
import type { World } from "./world";

/** Who a codespace is billed to: the organization of its repository, or its owner. */
export type Payer =
  | { readonly organization: Organization; readonly user?: never }
  | { readonly user: User; readonly organization?: never };

/**
 * Who pays for a user's codespace in a repository. An organization pays for those who have access to its
 * codespaces; everybody else may only use its public repositories, at their own expense.
 */
export function payerOf(world: World, user: User, repository: Repository): Payer {
  const organization = world.accounts.findOrganization(repository.owner);
  if (!organization) return { user };
  if (hasAccess(world, user, organization)) return { organization };
  if (repository.private) {
    throw forbidden(`Codespaces of ${organization.login} are not enabled for ${user.login}.`);
  }
  return { user };
}

export const policyOf = ({ organization }: Payer): CodespacePolicy =>
  organization?.codespacePolicy ?? {};

export const payerLogin = (payer: Payer): string => (payer.organization ?? payer.user).login;

function hasAccess(world: World, { login }: User, organization: Organization): boolean {
  if (organization.plan === "free") return false;
  const { visibility, usernames } = world.access(organization);
  switch (visibility) {
    case "disabled":
      return false;
    case "selected_members":
      return usernames.includes(login.toLowerCase());
    case "all_members":
      return world.accounts.roleIn(organization, login) !== undefined;
    case "all_members_and_outside_collaborators":
      return belongsTo(organization, login);
  }
}
