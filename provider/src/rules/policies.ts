import { oneOf } from "./names";
import type { TypeOfRule } from "./fields";

// What to do about a secret that is not as the program left it, for one secret or for a whole program.

/** For a secret that exists already and that this stack doesn't know. */
export const onExisting = oneOf("adopt", "fail");

/** For a value that somebody wrote outside of Pulumi. */
export const onExternalChange = oneOf("overwrite", "warn", "ignore");

/** `adopt` takes an existing secret over; `fail` refuses before anything is written. */
export type OnExisting = TypeOfRule<typeof onExisting>;
/** What the next `up` does with a value that somebody wrote outside of Pulumi. */
export type OnExternalChange = TypeOfRule<typeof onExternalChange>;
