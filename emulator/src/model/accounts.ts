import { notFound } from "../errors";
import type { Guard } from "./guards";
import type { CodespacePolicy, Seed, SeedOrganization, SeedUser } from "../seed/seed";

export interface User {
  readonly login: string;
  readonly id: number;
}

export type Role = "admin" | "member";

export interface Organization {
  readonly login: string;
  readonly id: number;
  readonly plan: SeedOrganization["plan"];
  /** By login in lower case. */
  readonly members: Map<string, Role>;
  readonly outsideCollaborators: Set<string>;
  /** The logins of its members, by the slug. */
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly codespacePolicy: CodespacePolicy;
  guard?: Guard | undefined;
}

const lower = (login: string): string => login.toLowerCase();

/** Users and organizations. Logins are compared case-insensitively. */
export class Accounts {
  readonly users = new Map<string, User>();
  readonly organizations = new Map<string, Organization>();

  constructor(seed: Seed) {
    for (const user of seed.users) this.addUser(user);
    for (const organization of seed.organizations) {
      this.organizations.set(lower(organization.login), fromSeed(organization));
    }
  }

  addUser(user: SeedUser): void {
    this.users.set(lower(user.login), { ...user });
  }

  findUser(login: string): User | undefined {
    return this.users.get(lower(login));
  }

  user(login: string): User {
    const user = this.findUser(login);
    if (!user) throw notFound();
    return user;
  }

  findOrganization(login: string): Organization | undefined {
    return this.organizations.get(lower(login));
  }

  /** Its old name leads nowhere. Ids, members and everything that it has stay. */
  renameOrganization(organization: Organization, login: string): void {
    this.organizations.delete(lower(organization.login));
    this.organizations.set(lower(login), { ...organization, login });
  }

  organization(login: string): Organization {
    const organization = this.findOrganization(login);
    if (!organization) throw notFound();
    return organization;
  }

  roleIn(organization: Organization, login: string): Role | undefined {
    return organization.members.get(lower(login));
  }

  /** Members first, then outside collaborators, each sorted by id as GitHub lists them. */
  people(logins: Iterable<string>): User[] {
    return [...logins].map((login) => this.user(login)).sort((a, b) => a.id - b.id);
  }
}

export function belongsTo(organization: Organization, login: string): boolean {
  return (
    organization.members.has(lower(login)) || organization.outsideCollaborators.has(lower(login))
  );
}

function fromSeed(seed: SeedOrganization): Organization {
  const members = new Map<string, Role>();
  for (const login of seed.members) members.set(lower(login), "member");
  for (const login of seed.admins) members.set(lower(login), "admin");
  return {
    login: seed.login,
    id: seed.id,
    plan: seed.plan,
    members,
    outsideCollaborators: new Set((seed.outsideCollaborators ?? []).map(lower)),
    teams: new Map(Object.entries(seed.teams ?? {})),
    codespacePolicy: seed.codespacePolicy ?? {},
  };
}
