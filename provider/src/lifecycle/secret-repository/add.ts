import { isRefused } from "../../github/errors";
import type { SecretKind } from "../../kinds/secret-kind";
import type { SecretRepositoryState } from "../../kinds/secret-repositories";
import { textOf } from "../../rules/plain";
import type { Session } from "../../session/session";
import { whyNotAdded } from "./list";
import type { Workplace } from "../secret/workplace";

interface Adding extends Workplace {
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
): Promise<{ repositoryId: number; addedAt: string }> {
  const { scope, name, inputs, claim } = adding;
  const { repository } = inputs;
  const byName = typeof repository === "string";
  try {
    const added = { id, repository: byName ? repository : String(id) };
    return { repositoryId: id, addedAt: (await scope.addRepository(name, added)).date };
  } catch (error) {
    if (!isRefused(error, 404, 409, 422)) throw error;
    const mayBeAnother = byName && error.status !== 409;
    const current = mayBeAnother ? await idNow(adding, repository) : undefined;
    if (current !== undefined && current !== id) {
      claim({ ...inputs, repositoryId: current });
      return add(adding, current);
    }
    const what = byName ? `${repository} (id ${id})` : `with the id ${id}`;
    throw new Error(`${await whyNotAdded(adding, error.status, what)} ${error.message}`);
  }
}

/** The id of the declared repository. */
export async function repositoryIdOf(
  { account }: SecretKind,
  { repository }: SecretRepositoryState,
  session: Session,
): Promise<number> {
  if (typeof repository === "number") return repository;
  const name = textOf({ repository }, "repository");
  const { [name]: id } = await (await session.repositoryIds(account)).of([name]);
  if (id === undefined) throw new Error(`the repository ${name} has no id.`);
  return id;
}

async function idNow({ kind, session }: Workplace, name: string): Promise<number | undefined> {
  const repositoryIds = await session.repositoryIds(kind.account);
  repositoryIds.forget([name]);
  return (await repositoryIds.find([name]))[name];
}
