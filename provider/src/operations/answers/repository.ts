import type { Json } from "../../github/json";

export interface RepoArgs {
  /** The repository, `owner/name`; case is ignored. */
  repository: string;
}

/** A repository, as far as a list of repositories describes it. */
export interface RepositoryResult {
  id: number;
  /** `owner/name`, in GitHub's letter case. */
  repository: string;
  private: boolean;
}

export function repositoryOf(repository: Json): RepositoryResult {
  return {
    id: repository.number("id"),
    repository: repository.text("full_name"),
    private: repository.flagIfAny("private") ?? false,
  };
}
