import { isRefused } from "../../github/errors";
import type { SecretRepositoryState } from "../../kinds/secret-repositories";
import { textOf } from "../../rules/plain";
import type { SecretScope } from "../../session/secret-scope";
import type { Session } from "../../session/session";
import { whyNotAdded } from "./list";
import type { Member } from "./member";

interface Adding {
  member: Member;
  scope: SecretScope;
  inputs: SecretRepositoryState;
  /** Called with what is about to be added. */
  claim: (inputs: SecretRepositoryState) => void;
}

/**
 * Returns which repository it was, and when it was added by GitHub's clock. If GitHub refuses its id, it may
 * have been deleted and made anew since this run looked it up: its name is looked up again.
 */
export async function add(
  adding: Adding,
  id: number,
  session: Session,
): Promise<{ repositoryId: number; addedAt: string }> {
  const { member, scope, inputs, claim } = adding;
  const name = textOf(inputs, "secretName");
  const { repository } = inputs;
  const byName = typeof repository === "string";
  try {
    const added = { id, repository: byName ? repository : String(id) };
    return { repositoryId: id, addedAt: (await scope.addRepository(name, added)).date };
  } catch (error) {
    if (!isRefused(error, 404, 409, 422)) throw error;
    const mayBeAnother = byName && error.status !== 409;
    const current = mayBeAnother ? await idNow(member, repository, session) : undefined;
    if (current !== undefined && current !== id) {
      claim({ ...inputs, repositoryId: current });
      return add(adding, current, session);
    }
    const what = byName ? `${repository} (id ${id})` : `with the id ${id}`;
    const refused = { what, name, secret: member.kind.id(inputs) };
    throw new Error(`${await whyNotAdded(error.status, refused, scope)} ${error.message}`);
  }
}

/** The id of the declared repository. */
export async function repositoryIdOf(
  { kind }: Member,
  { repository }: SecretRepositoryState,
  session: Session,
): Promise<number> {
  if (typeof repository === "number") return repository;
  const name = textOf({ repository }, "repository");
  const { [name]: id } = await (await session.repositoryIds(kind.account)).of([name]);
  if (id === undefined) throw new Error(`the repository ${name} has no id.`);
  return id;
}

async function idNow(
  { kind }: Member,
  name: string,
  session: Session,
): Promise<number | undefined> {
  const repositoryIds = await session.repositoryIds(kind.account);
  repositoryIds.forget([name]);
  return (await repositoryIds.find([name]))[name];
}
