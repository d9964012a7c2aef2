import type { SeedDevcontainer, SeedPullRequest } from "../seed/seed";
import type { Repository } from "./repositories";

const onlyDevcontainer: SeedDevcontainer = { path: ".devcontainer/devcontainer.json" };

/** The first is the default branch. */
export function branchesOf({ branches }: Repository): readonly string[] {
  return branches?.length ? branches : ["main"];
}

export function defaultBranch(repository: Repository): string {
  return branchesOf(repository)[0] ?? "main";
}

/** The branch that a ref names, such as `main` or `refs/heads/main`. Without a ref, the default branch. */
export function branchOf(repository: Repository, ref: string | undefined): string | undefined {
  if (ref === undefined) return defaultBranch(repository);
  const name = ref.replace(/^refs\/heads\//, "");
  return branchesOf(repository).find((branch) => branch === name);
}

export function devcontainersOf({ devcontainers }: Repository): readonly SeedDevcontainer[] {
  return devcontainers ?? [onlyDevcontainer];
}

export function devcontainerAt(repository: Repository, path: string): SeedDevcontainer | undefined {
  return devcontainersOf(repository).find((each) => each.path === path);
}

export function pullRequestOf(
  { pullRequests = [] }: Repository,
  number: number,
): SeedPullRequest | undefined {
  return pullRequests.find((each) => each.number === number);
}
