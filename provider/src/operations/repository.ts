import type { Params } from "../github/client";
import type { Json } from "../github/json";

/** A repository, as far as a list of repositories tells. */
export interface RepositoryResult {
  id: number;
  /** `owner/name`, with the letters that GitHub shows. */
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

/** `owner/name` as the parameters of a route. */
export function ownerAndRepo(repository: string): Params {
  const [owner = "", repo = ""] = repository.split("/");
  return { owner, repo };
}
