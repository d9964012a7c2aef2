import type { SeedDevcontainer } from "../seed/seed";
import type { User } from "./accounts";
import type { Repository } from "./repositories";

/** Which users accepted, or refused, the permissions that a devcontainer asks for beyond its own repository. */
export class AcceptedPermissions {
  readonly #answers = new Map<string, boolean>();

  /** Nothing that is asked for is accepted at the start. */
  isAccepted(user: User, repository: Repository, devcontainer: SeedDevcontainer): boolean {
    const answer = this.#answers.get(key(user, repository, devcontainer.path));
    return answer ?? !devcontainer.asksPermissions;
  }

  set(where: { user: User; repository: Repository; path: string }, isAccepted: boolean): void {
    this.#answers.set(key(where.user, where.repository, where.path), isAccepted);
  }
}

const key = (user: User, repository: Repository, path: string): string =>
  `${user.id} ${repository.id} ${path}`;
