import { invalid } from "../errors";
import { type Codespace, type CodespaceExport, gitStatus } from "./codespace";
import { usesRepository } from "./visibility";
import type { Repository } from "./repositories";
import type { World } from "./world";

/** Pushes a codespace's content to a branch of its repository, or of its owner's fork. */
export function exportCodespace(world: World, codespace: Codespace): CodespaceExport {
  const { repositories, codespaces } = world;
  const target = writableRepository(world, codespace);
  const begun = codespaces.export(codespace, target.id);
  if (!begun.fails) repositories.addBranch(target, begun.branch);
  return begun;
}

/** Makes a repository out of an unpublished codespace. */
export function publishCodespace(
  world: World,
  codespace: Codespace,
  { name = codespace.name, isPrivate }: { name?: string | undefined; isPrivate: boolean },
): Codespace {
  const { repositories, codespaces } = world;
  if (codespace.isPublished) throw invalid("The codespace is already published.");
  codespaces.checkNothingPending(codespace);
  checkNewName(world, codespace.plan.owner.login, name);
  const created = repositories.create(`${codespace.plan.owner.login}/${name}`, isPrivate);
  repositories.addBranch(created, gitStatus(codespace, world.now).ref);
  return codespaces.change(codespace, { repositoryId: created.id, isPublished: true });
}

function checkNewName(world: World, owner: string, name: string): void {
  const error = { resource: "Repository", field: "name" };
  if (!/^[\w.-]{1,100}$/.test(name)) {
    throw invalid("Repository creation failed.", { ...error, code: "invalid" });
  }
  if (world.repositories.byName(`${owner}/${name}`)) {
    const message = "name already exists on this account";
    throw invalid("Repository creation failed.", { ...error, code: "custom", message });
  }
}

function writableRepository(world: World, { repositoryId, plan }: Codespace): Repository {
  const { repositories } = world;
  const repository = repositories.byId(repositoryId);
  if (!repository) throw new Error(`a codespace of the missing repository ${repositoryId}`);
  if (usesRepository(world, plan.owner.login, repository)) return repository;
  const fork = `${plan.owner.login}/${repository.name}`;
  return repositories.byName(fork) ?? repositories.create(fork, repository.private);
}
