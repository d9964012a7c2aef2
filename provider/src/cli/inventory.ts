import type { OpenSession } from "../operations/by-name/call";
import { lookups } from "../operations/by-name/lookups";
import type { RepositoryResult } from "../operations/answers/repository";
import type {
  CodespacesSecretResult,
  OrgCodespacesSecretResult,
} from "../operations/answers/secret";
import { allOf } from "./all-of";
import { counted } from "./counted";
import type { Progress } from "./progress";
import { nameOf, type Scope } from "./scopes";

export type Visibility = OrgCodespacesSecretResult["visibility"];

/** A secret at GitHub, as a resource of its class would declare it. */
export interface HeldSecret {
  scope: Scope;
  /** The class of its resource, and the resource's id. */
  className: string;
  id: string;
  name: string;
  createdAt: string;
  updatedAt: string;
  /** Only an organization's secret has one. */
  visibility: Visibility | undefined;
  /** Sorted by name; undefined if the secret has no list. */
  repositories: RepositoryResult[] | undefined;
}

/** The secrets of these scopes, sorted by name, each with its repositories: what a refresh of them asks for. */
export async function inventoryOf(
  scopes: readonly Scope[],
  open: OpenSession,
  progress: Progress,
): Promise<HeldSecret[]> {
  progress.show(`Reading the secrets of ${scopes.map(nameOf).join(", ")}`);
  const lists = await allOf(scopes.map((scope) => listed(scope, open)));
  const secrets = lists.flat();
  const asked = secrets.filter(hasList);
  let read = 0;
  const tell = () => {
    progress.show(
      `${counted(secrets.length, "secret")}; lists of repositories read: ${read} of ${asked.length}`,
    );
  };
  const withLists = secrets.map(async (secret) => {
    if (!hasList(secret)) return secret;
    const repositories = await repositoriesOf(secret, open);
    read += 1;
    tell();
    return { ...secret, repositories };
  });
  tell();
  try {
    return await allOf(withLists);
  } finally {
    progress.end();
  }
}

async function listed(scope: Scope, open: OpenSession): Promise<HeldSecret[]> {
  const secrets = await listOf(scope, open);
  const held = secrets.map((secret): HeldSecret => {
    const { name, visibility } = secret;
    const id = `${scope.kind === "user" ? "user" : nameOf(scope)}/${name.toUpperCase()}`;
    const className = classNames[scope.kind];
    return { ...secret, scope, className, id, visibility, repositories: undefined };
  });
  return held.sort((one, other) => compared(one.name, other.name));
}

/** The class of a scope's secrets. */
export const classNames = {
  org: "OrgCodespacesSecret",
  repo: "RepoCodespacesSecret",
  user: "UserCodespacesSecret",
} as const;

type SecretResult = CodespacesSecretResult & { visibility?: Visibility };

/** The secrets of one scope, as GitHub lists them. */
export async function listOf(scope: Scope, open: OpenSession): Promise<SecretResult[]> {
  switch (scope.kind) {
    case "org":
      return (await lookups.getOrgCodespacesSecrets.ask({ org: scope.org }, open)).secrets;
    case "repo": {
      const { repository } = scope;
      return (await lookups.getRepoCodespacesSecrets.ask({ repository }, open)).secrets;
    }
    case "user":
      return (await lookups.getUserCodespacesSecrets.ask({}, open)).secrets;
  }
}

function hasList({ scope, visibility }: HeldSecret): boolean {
  return scope.kind === "user" || visibility === "selected";
}

async function repositoriesOf(
  { scope, name: secretName }: HeldSecret,
  open: OpenSession,
): Promise<RepositoryResult[]> {
  const { repositories } =
    scope.kind === "org"
      ? await lookups.getOrgCodespacesSecretRepositories.ask({ org: scope.org, secretName }, open)
      : await lookups.getUserCodespacesSecretRepositories.ask({ secretName }, open);
  return repositories.sort((one, other) => compared(one.repository, other.repository));
}

/** By code units, so that the same secrets give the same text on every machine. */
export function compared(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
