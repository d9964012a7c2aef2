import { RepositoriesNotFound } from "../../github/errors";
import type { RepositoryIds } from "../../session/repository-ids";
import { isLost, type CodespaceResult } from "../../operations/answers/codespace";
import { madeFor } from "./changes";
import type { Move } from "./moves";
import { declaredInputs, outputsOf } from "./outputs";
import { placeIn, codespacePlaceOf, type CodespacePlace } from "./place";
import type { CodespaceInputs, CodespaceRecord } from "../../kinds/codespace";
import { defined } from "../../rules/plain";
import type { Owner, Session } from "../../session/session";

/**
 * Whether the codespace belongs to the repository that the program now names, so that it stays. GitHub is asked
 * once. A name that GitHub doesn't know is an error, since then nothing is known. A lost codespace has nothing
 * to keep.
 */
export async function staysIn(
  move: Move,
  codespace: CodespaceResult,
  session: Session,
): Promise<boolean> {
  if (move.stays !== undefined) return move.stays;
  move.stays = !isLost(codespace.state) && (await isOfWanted(move, codespace, session));
  tell(session, move.id, move.stays ? "stays" : "goes");
  if (move.stays) {
    session.say.info(
      `Codespace ${move.id} stays: ${placeIn(move.news)} is ` +
        "the new name of what it was created for.",
    );
  }
  return move.stays;
}

async function isOfWanted(
  { olds, news }: Move,
  codespace: CodespaceResult,
  session: Session,
): Promise<boolean> {
  const ids = await session.repositoryIds("userToken");
  const [wanted, before] = await Promise.all([
    idOf(codespacePlaceOf(news), ids),
    idOf(madeFor(olds), ids).catch(undefinedIfNotFound),
  ]);
  // A codespace made from a template may have no repository, or may have got one of its own.
  const known = [codespace.repositoryId, olds.repositoryId, before];
  return wanted !== undefined && known.includes(wanted);
}

async function idOf(
  place: CodespacePlace | undefined,
  ids: RepositoryIds,
): Promise<number | undefined> {
  if (typeof place?.repository !== "string") return place?.repository;
  return (await ids.of([place.repository]))[place.repository];
}

function undefinedIfNotFound(error: unknown): undefined {
  if (!(error instanceof RepositoriesNotFound)) throw error;
}

/** The outputs of a codespace that is taken over by its new place. */
export function outputsInPlaceOf(
  { olds, news }: Move,
  codespace: CodespaceResult,
  owner: Owner,
): CodespaceRecord {
  const { repository, pullRequest } = news as CodespaceInputs;
  const declared = defined({ ...declaredInputs(olds), repository, pullRequest });
  return outputsOf(codespace, { declared, owner, before: olds });
}

/** Said in the preview, which sends no requests. */
export function mayStay({ id, olds, news }: Move): string {
  const before = placeIn({ repository: olds.repositoryFullName, ...declaredInputs(olds) });
  return (
    `Codespace ${id}: if ${placeIn(news)} is ${before} under a new name, it stays; if not, it is replaced. ` +
    "The `up` asks GitHub; after a `pulumi refresh` the preview shows a new name as an update."
  );
}

/** Said in the preview too, which shows an update. */
export function mayBeReplaced(id: string, open: readonly string[]): string {
  return (
    `Codespace ${id}: ${open.join(", ")} ${open.length === 1 ? "is" : "are"} not known ` +
    "yet. If the `up` finds a different one there, it replaces the codespace."
  );
}

/** What one process finds out and tells the process that deletes, if the resource moved to another provider. */
type Fate = "may stay" | "stays" | "goes";

export function tell({ declared }: Session, id: string, fate: Fate): void {
  declared.claim(`Codespace ${id} ${fate}`, fate);
}

export function isTold({ declared }: Session, id: string, fate: Fate): boolean {
  const things = [`Codespace ${id} ${fate}`];
  const condemned = { identities: [], things, entry: undefined, owner: undefined };
  return declared.reasonToKeep(condemned) !== undefined;
}

/**
 * If the program also moved the codespace to another provider, only the new provider's process knows the new
 * name. So nobody can tell here whether it is the same repository.
 */
export function refuseMoved(id: string, session: Session): void {
  if (!isTold(session, id, "may stay") || isTold(session, id, "goes")) return;
  throw new Error(
    "the program changes its provider and the name of its repository at the same " +
      "time, so it is not clear whether that is still the same repository: run " +
      "`pulumi refresh`, then `pulumi up`, or change one after the other.",
  );
}
