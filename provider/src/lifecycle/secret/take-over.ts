import {
  identityOf,
  type SecretInputs,
  type SecretKind,
  type SecretState,
} from "../../kinds/secret-kind";
import type { IdsByName } from "../../kinds/forms";
import type { Answer } from "../../github/answer";
import { textOf, without } from "../../rules/plain";
import { identityIn } from "../../session/identity";
import type { Session } from "../../session/session";
import type { ListedSecret, SecretScope } from "../../session/secret-scope";
import { uniqueIds } from "../../session/whole-lists";
import { partlyDone } from "../failure";
import { reasonOf } from "../../texts";
import { onFreshLook } from "../fresh-look";
import { nothingToKeep, whileKept } from "./kept-value";
import { idsToSend, isUnmanaged, sendIds } from "./list-to-send";
import { underDeclaredNames, sameIds } from "./repository-list";
import { bodyOf } from "./write";

/** Creates that start together share the run's one list. Later ones look for themselves. */
export function lookingFor(scope: SecretScope, name: string) {
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
export interface Creation {
  scope: SecretScope;
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
export async function takeOver(
  kind: SecretKind,
  { scope, inputs, marks }: Creation,
  session: Session,
): Promise<Created> {
  const look = lookingFor(scope, textOf(inputs, "secretName"));
  const isReplaced = session.declared.isReplaced(identityIn(kind, inputs));
  return onFreshLook(session.clock, look, async (existing, beforeSending) => {
    if (existing === undefined) throw nothingToKeep();
    const agreeing = { kind, scope, inputs, existing, beforeSending };
    const agree = () => bringIntoAgreement(agreeing, session);
    const { answer, ids, changed } = await agree().catch((error: unknown) => {
      if (!scope.mayBeWritten(textOf(inputs, "secretName"))) throw error;
      throw isReplaced ? unsure(kind, { inputs, marks, error }) : mayBeChanged(error);
    });
    const isEmpty = answer?.status === 201;
    if (!isReplaced && !isEmpty)
      sayKept(identityOf(kind, kind.id(inputs)), { existing, changed }, session);
    const createdAt = isEmpty ? answer.date : existing.createdAt;
    return { stamps: { createdAt, updatedAt: answer?.date ?? existing.updatedAt }, ids, isEmpty };
  });
}

interface Agreeing {
  kind: SecretKind;
  scope: SecretScope;
  inputs: SecretInputs;
  existing: ListedSecret;
  beforeSending: () => void;
}

interface Agreed {
  answer?: Answer;
  ids: IdsByName | undefined;
  changed?: "visibility" | "list";
}

/** Sends visibility or list, whichever differs, and never a value. */
async function bringIntoAgreement(
  { kind, scope, inputs, existing, beforeSending }: Agreeing,
  session: Session,
): Promise<Agreed> {
  const name = textOf(inputs, "secretName");
  const visibility =
    kind.fields.visibility !== undefined && existing.visibility !== inputs.visibility;
  const list = { kind, scope, news: inputs, known: {}, isNew: false };
  const ids = await idsToSend(list, session);
  if (!visibility) {
    if (ids === undefined || isUnmanaged(list)) return { ids };
    const there = underDeclaredNames(await scope.lists.nowWithOwnWrites(name), ids);
    if (sameIds(ids, there)) return { ids };
  }
  const send = (current: IdsByName | undefined) =>
    visibility
      ? scope.put(name, bodyOf(kind, inputs, current), beforeSending)
      : scope.putRepositories(name, uniqueIds(current), beforeSending);
  const write = () => sendIds(list, ids, { send, session });
  const sent = await whileKept({ scope, inputs, visibility }, write);
  return { ...sent, changed: visibility ? "visibility" : "list" };
}

/** It was there before, so it is somebody else's until an `up` succeeds. */
function mayBeChanged(error: unknown): Error {
  return new Error(
    `${reasonOf(error)} It is not known whether its visibility or its list were changed; its value is as it was. Run again.`,
    { cause: error },
  );
}

/** This stack's own secret, whose visibility or list is not known any more: the next `up` looks for it. */
function unsure(
  kind: SecretKind,
  { inputs, marks, error }: { inputs: SecretInputs; marks: SecretState; error: unknown },
): Error {
  const outputs = without({ ...inputs, ...marks }, ["visibility", "selectedRepositories"]);
  return partlyDone({ id: kind.id(inputs), outputs, error });
}

function sayKept(
  name: string,
  { existing, changed }: { existing: ListedSecret; changed: Agreed["changed"] },
  session: Session,
): void {
  const { createdAt, updatedAt } = existing;
  const overwritten = {
    visibility: "its visibility and its list were overwritten",
    list: "its list of repositories was overwritten",
  };
  const rest =
    changed === undefined
      ? "Nothing was written, since the rest agrees."
      : `But ${overwritten[changed]}.`;
  session.say.info(
    `${name} existed already (created ${createdAt}, updated ${updatedAt}): it was taken over, and its value kept. ${rest}`,
  );
}
