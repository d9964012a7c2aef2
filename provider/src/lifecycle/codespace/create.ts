import { randomBytes } from "node:crypto";
import { mayHaveHadEffect } from "../../github/errors";
import type { CodespaceResult } from "../../operations/answers/codespace";
import type { UserCodespaces } from "../../session/user-codespaces";
import { withMachinesOf } from "./machines";
import { creationOf, machinesFor, codespacePlaceOf } from "./place";
import { findLost } from "./lost";
import { LONGEST_DISPLAY_NAME } from "../../rules/codespace";
import type { CodespaceInputs } from "../../kinds/codespace";
import type { Session } from "../../session/session";

export interface Making {
  session: Session;
  codespaces: UserCodespaces;
  inputs: CodespaceInputs;
  /** When to give up, in milliseconds since 1970. */
  deadline: number;
}

/**
 * Makes a codespace with one POST, never a second one. If the program gives no display name, it gets a unique
 * one of ours, so that it can be found again if the answer is lost.
 */
export async function createOnce(making: Making): Promise<CodespaceResult> {
  const { session, codespaces, inputs } = making;
  const startedAt = session.clock.now();
  const ownName = nameOfOurs(inputs);
  const creation = creationOf({ ...inputs, displayName: ownName ?? inputs.displayName });
  try {
    return await codespaces.create(creation);
  } catch (error) {
    if (mayHaveHadEffect(error)) return await findLost({ ...making, startedAt, ownName, error });
    throw await withMachinesOf(error, inputs.machine, () =>
      codespaces.machines(machinesFor(inputs)),
    );
  }
}

/** Such as `hello-world 3f9a1c2b7e`. For a pull request of a repository given by its id, GitHub takes no name. */
function nameOfOurs(inputs: CodespaceInputs): string | undefined {
  const { repository, pull } = codespacePlaceOf(inputs) ?? {};
  const takesNone = typeof repository === "number" && pull !== undefined;
  if (inputs.displayName !== undefined || takesNone) return undefined;
  const mark = ` ${randomBytes(5).toString("hex")}`;
  const [, name = "codespace"] = typeof repository === "string" ? repository.split("/") : [];
  return `${name.slice(0, LONGEST_DISPLAY_NAME - mark.length)}${mark}`;
}

/** Whether it looks like one of ours, in this or in another stack. */
export function isNameOfOurs(displayName: string | undefined): boolean {
  return / [\da-f]{10}$/.test(displayName ?? "");
}
