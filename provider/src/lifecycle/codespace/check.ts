import { AT_CREATION, checkPlace, codespaceFields } from "./fields";
import { shownMachine } from "../../rules/codespace";
import { placeIn } from "./place";
import { READY } from "./outputs";
import { checkFields } from "../../rules/fields";
import { beforeOf } from "../still-declared";
import type { Checked } from "../lifecycle";
import { unknown, type Props } from "../../rules/plain";
import type { Session } from "../../session/session";

/** Validates a codespace's inputs, and says which changes take effect late or never. */
export function checkCodespace(
  { olds, news }: { olds: Props; news: Props },
  { say }: Session,
): Checked {
  const { inputs, failures } = checkFields(codespaceFields, news);
  failures.push(...checkPlace(inputs, news));
  if (failures.length > 0) return { inputs, failures };
  // `read` writes another word here for a codespace that was never ready, or is lost.
  inputs.readiness = READY;
  // A replacement gets all of it from the start.
  if (beforeOf(codespaceFields, olds, inputs) !== "same identity") return { inputs, failures };
  const changed = (name: string) =>
    inputs[name] !== undefined && inputs[name] !== unknown && inputs[name] !== olds[name];
  const codespace = `Codespace of ${placeIn(inputs)}`;
  const late = AT_CREATION.filter(changed);
  if (late.length > 0) {
    say.warn(
      `${codespace}: ${late.join(", ")} can only be set for a new codespace; ` +
        "GitHub has no operation to change it, so this one stays as it is.",
    );
  }
  if (changed("machine") && typeof inputs.machine === "string") {
    say.info(
      `${codespace}: the machine ${shownMachine(inputs.machine)} takes effect at its next start.`,
    );
  }
  return { inputs, failures };
}
