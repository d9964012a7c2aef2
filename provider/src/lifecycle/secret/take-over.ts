import type { SecretInputs, SecretState } from "../../kinds/secret-kind";
import type { IdsByName } from "../../kinds/forms";
import type { Answer } from "../../github/answer";
import { without } from "../../rules/plain";
import { identityIn } from "../../session/identity";
import type { ListedSecret } from "../../session/secret-scope";
import { uniqueIds } from "../../session/whole-lists";
import { followedBy, partlyDone } from "../failure";
import { onFreshLook } from "../fresh-look";
import { nothingToKeep, whileKept } from "./kept-value";
import { idsToSend, isUnmanaged, sendIds } from "./list-to-send";
import { underDeclaredNames, sameIds } from "./repository-list";
import type { Workplace } from "./workplace";
import { bodyOf } from "./write";

/** Creates that start together share the run's one list. Later ones look for themselves. */
export function lookingFor({ scope, name }: Workplace) {
  let first = true;
  return async () => {
    const { secret, at, early } = await scope.existedBefore(name);
    const serves = first && early;
    first = false;
    if (serves) return { seen: secret, at };
    const now = await scope.existsNow(name);
    return { seen: now.secret, at: now.at };
  };
}

/** A secret that the state doesn't know. */
export interface Creation extends Workplace {
  inputs: SecretInputs;
  /** What the state is to hold in addition. */
  marks: SecretState;
}

/** What GitHub holds of a secret that the state didn't know. */
export interface Created {
  /** GitHub's times; those of a write if there was one. */
  stamps: SecretState;
  ids: IdsByName | undefined;
  /** GitHub made it by a write that had no value. */
  isEmpty?: boolean;
}

/** Takes over a secret with the value that it has. What agrees already is not written. */
export async function takeOver(creation: Creation): Promise<Created> {
  const { kind, session, scope, name, inputs } = creation;
  const isReplaced = session.declared.isReplaced(identityIn(kind, inputs));
  return onFreshLook(session.clock, lookingFor(creation), async (existing, beforeSending) => {
    if (existing === undefined) throw nothingToKeep();
    const agreeing = bringIntoAgreement({ ...creation, existing, beforeSending });
    const { answer, ids, changed } = await agreeing.catch((error: unknown) => {
      if (!scope.mayBeWritten(name)) throw error;
      throw isReplaced ? unsure(creation, error) : followedBy(MAY_BE_CHANGED, error);
    });
    const isEmpty = answer?.status === 201;
    if (!isReplaced && !isEmpty) sayOverwritten(creation, existing, changed);
    const createdAt = isEmpty ? answer.date : existing.createdAt;
    return { stamps: { createdAt, updatedAt: answer?.date ?? existing.updatedAt }, ids, isEmpty };
  });
}

interface Agreeing extends Creation {
  existing: ListedSecret;
  beforeSending: () => void;
}

interface Agreed {
  answer?: Answer;
  ids: IdsByName | undefined;
  changed?: "visibility" | "list";
}

/** Sends visibility or list, whichever differs, and never a value. */
async function bringIntoAgreement(agreeing: Agreeing): Promise<Agreed> {
  const { kind, scope, name, inputs, existing, beforeSending } = agreeing;
  const visibility =
    kind.inputFields.visibility !== undefined && existing.visibility !== inputs.visibility;
  const list = { ...agreeing, news: inputs, known: {}, isNew: false };
  const ids = await idsToSend(list);
  if (!visibility) {
    if (ids === undefined || isUnmanaged(list)) return { ids };
    const there = underDeclaredNames(await scope.lists.nowWithOwnWrites(name), ids);
    if (sameIds(ids, there)) return { ids };
  }
  const send = (current: IdsByName | undefined) =>
    visibility
      ? scope.put(name, bodyOf(kind, inputs, current), beforeSending)
      : scope.putRepositories(name, uniqueIds(current), beforeSending);
  const sent = await whileKept(agreeing, { visibility }, () => sendIds(list, ids, send));
  return { ...sent, changed: visibility ? "visibility" : "list" };
}

/** It was there before, so it is somebody else's until an `up` succeeds. */
const MAY_BE_CHANGED =
  "It is not known whether its visibility or its list were changed; its value is as it was. Run again.";

/** This stack's own secret, whose visibility or list is not known any more: the next `up` looks for it. */
function unsure({ kind, inputs, marks }: Creation, error: unknown): Error {
  const outputs = without({ ...inputs, ...marks }, ["visibility", "selectedRepositories"]);
  return partlyDone({ id: kind.id(inputs), outputs, error });
}

/** Where all agrees, the created resource says enough: forty of them would bury the one that overwrites something. */
function sayOverwritten(
  { title, session }: Workplace,
  { createdAt, updatedAt }: ListedSecret,
  changed: Agreed["changed"],
): void {
  if (changed === undefined) return;
  const overwritten = {
    visibility: "its visibility and its list were overwritten",
    list: "its list of repositories was overwritten",
  };
  session.say.info(
    `${title} existed already (created ${createdAt}, updated ${updatedAt}): it was taken over, and its value kept. But ${overwritten[changed]}.`,
  );
}
