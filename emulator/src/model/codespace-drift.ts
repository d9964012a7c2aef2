import type { Codespace, GitStatus } from "./codespace";
import { planCodespace, type Wishes } from "./codespace-plans";
import { machineNamed } from "./machines";
import type { Repository } from "./repositories";
import type { World } from "./world";

/** The repository by its full name, and the wishes for the codespace. */
export type NewCodespace = Wishes & { repository: string };

/** What somebody does with codespaces by hand, or what happens to them, outside of the API. */
export class CodespaceDrift {
  constructor(readonly world: () => World) {}

  /**
   * Somebody makes one in the browser, under GitHub's rules. Returns its name: an emulator's first codespace
   * always has the same one, and so on.
   */
  create(login: string, { repository: fullName, ...wishes }: NewCodespace): string {
    const world = this.world();
    const user = world.accounts.user(login);
    const repository = repositoryNamed(world, fullName);
    return world.codespaces.create(planCodespace(world, { user, repository, wishes })).name;
  }

  start(name: string): void {
    this.world().codespaces.start(this.#named(name));
  }

  stop(name: string): void {
    this.world().codespaces.stop(this.#named(name));
  }

  delete(name: string): void {
    this.world().codespaces.delete(this.#named(name));
  }

  /** Somebody works in it: its idle time starts anew. */
  use(name: string): void {
    this.world().codespaces.use(this.#named(name));
  }

  /**
   * Changes what `git_status` says, such as `{ hasUncommittedChanges: true }`. Undefined properties are left
   * out of it.
   */
  changeGit(name: string, change: Partial<GitStatus>): void {
    const codespace = this.#named(name);
    this.world().codespaces.change(codespace, { git: { ...codespace.git, ...change } });
  }

  rename(name: string, displayName: string): void {
    this.world().codespaces.change(this.#named(name), { displayName });
  }

  /** At once, without a start. */
  changeMachine(name: string, machineName: string): void {
    const machine = machineNamed(machineName);
    this.world().codespaces.change(this.#named(name), { machine, nextMachine: machine });
  }

  /** Whether the user accepts what the devcontainer at `path` asks for. */
  acceptPermissions(
    login: string,
    { repository: fullName, path }: { repository: string; path: string },
    isAccepted = true,
  ): void {
    const world = this.world();
    const repository = repositoryNamed(world, fullName);
    const user = world.accounts.user(login);
    world.acceptedPermissions.set({ user, repository, path }, isAccepted);
  }

  /** The next codespace that is created ends up `Failed`. */
  failNextProvisioning(): void {
    this.world().codespaces.planFailure("provisioning");
  }

  /** The next start is accepted, but has no effect. */
  ignoreNextStart(): void {
    this.world().codespaces.planFailure("starts");
  }

  ignoreNextStop(): void {
    this.world().codespaces.planFailure("stops");
  }

  failNextExport(): void {
    this.world().codespaces.planFailure("exports");
  }

  /** From now on a user or an organization pays for no new and no started codespace, or pays again. */
  setSpendingLimitReached(login: string, isReached = true): void {
    this.world().codespaces.setSpendingLimitReached(login, isReached);
  }

  #named(name: string): Codespace {
    const codespace = this.world().codespaces.find(name);
    if (!codespace) throw new Error(`the emulator has no codespace ${name}`);
    return codespace;
  }
}

function repositoryNamed(world: World, fullName: string): Repository {
  const repository = world.repositories.byName(fullName);
  if (!repository) throw new Error(`the emulator has no repository ${fullName}`);
  return repository;
}
