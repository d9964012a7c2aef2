import type { SecretInputs, SecretState } from "../../kinds/secret-kind";
import { keepsValue } from "../../rules/secret-value";
import { PartlyDone } from "../lifecycle";
import { isNewer } from "./drift";
import { requireThere } from "./kept-value";
import type { Workplace } from "./workplace";

/** Stands in the state for who wrote the value of a secret that was made again without one. No program says this. */
const BY_NOBODY = "by nobody";

/** It was gone when our write without a value arrived, and GitHub made it again. */
export function madeWithoutValue(id: string, outputs: SecretState): PartlyDone {
  const reason = keepsValue(outputs)
    ? "it was gone at GitHub, and was made again without a value, since keepValue has none to give: write it at GitHub, or " +
      "replace keepValue by value."
    : "it was gone at GitHub, and was made again without a value, since its value is not known in this " +
      "run (ignoreChanges on value?). Take value out of ignoreChanges for one run.";
  return new PartlyDone({ id, outputs: { ...outputs, valueWritten: BY_NOBODY }, reason });
}

/** Whether the state has it as one without a value, which no update writes where the value is kept. */
export function isMadeEmpty({ valueWritten }: SecretState, news: SecretInputs): boolean {
  return keepsValue(news) && valueWritten === BY_NOBODY;
}

/** GitHub doesn't show whether a secret has a value, but when it was last written. */
export async function requireWritten(at: Workplace, id: string, olds: SecretState): Promise<void> {
  const { updatedAt } = await requireThere(at);
  if (!isNewer(updatedAt, olds)) throw madeWithoutValue(id, { ...olds, keepValue: true });
}
