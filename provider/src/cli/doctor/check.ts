import { reasonOf } from "../../texts";

/** The state of something. A `note` needs no cure, but is worth knowing. */
export type CheckState = "ok" | "note" | "bad";

/** One line of the report. */
export interface Check {
  state: CheckState;
  about: string;
  says: string;
  /** What to do; always there if something is bad. */
  cure?: string;
}

export const ok = (about: string, says: string): Check => ({ state: "ok", about, says });

export const note = (about: string, says: string, cure?: string): Check => ({
  state: "note",
  about,
  says,
  ...(cure !== undefined && { cure }),
});

export const bad = (about: string, says: string, cure: string): Check => ({
  state: "bad",
  about,
  says,
  cure,
});

/** The check's result, or what its error says. */
export async function trying(
  about: string,
  says: string,
  check: () => Promise<Check>,
): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    // The message says what to do.
    return bad(about, says, reasonOf(error));
  }
}
