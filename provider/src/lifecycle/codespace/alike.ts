import type { CodespaceResult } from "../../operations/answers/codespace";
import { isNameOfOurs, type Making } from "./create";
import { isOf, placeIn } from "./place";

/** How long ago it was created at most, in milliseconds. */
const YOUNG = 3_600_000;

/**
 * If everything is killed between GitHub's answer to a creation and the saving of the state, nothing knows of that codespace.
 * Another stack of the same user may have made one that is alike, so it is only named: it is neither deleted nor taken over.
 * @param isHeld whether this run has seen it in the state
 */
export async function sayAlike(
  making: Omit<Making, "deadline">,
  isHeld: (name: string) => boolean,
): Promise<void> {
  const { session, inputs } = making;
  for (const { name, createdAt, webUrl } of await alike(making)) {
    if (isHeld(name)) continue;
    session.say.warn(
      `Codespace ${name} (created ${createdAt}, ${webUrl}) is for ${placeIn(inputs)} too, and may have been left by an \`up\` that ` +
        "was killed. This program gets a new one all the same. If nobody uses the other one, delete it: " +
        `\`gh codespace delete -c ${name}\`; to use it instead, read it by Codespace.get.`,
    );
  }
}

/** Young ones that this provider may have created, though not in this run. Without the list, nothing is said. */
async function alike({ codespaces, inputs }: Omit<Making, "deadline">): Promise<CodespaceResult[]> {
  try {
    const { data, date } = await codespaces.list();
    return data.filter(
      (codespace) =>
        isOf(inputs, codespace) &&
        codespace.state !== "Deleted" &&
        (inputs.displayName !== undefined || isNameOfOurs(codespace.displayName)) &&
        Date.parse(date) - Date.parse(codespace.createdAt) < YOUNG &&
        !codespaces.wasCreatedHere(codespace.name),
    );
  } catch {
    return [];
  }
}
