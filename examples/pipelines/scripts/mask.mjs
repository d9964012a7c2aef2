// node scripts/mask.mjs: has the runner hide each value of CODESPACES_VALUES in the logs. GitHub hides a secret as a whole,
// not the values within.
import { parseEnv } from "node:util";
import { escaped } from "./actions.mjs";

/** Hiding "no" or "1" would make logs unreadable, and hide nothing. */
const SHORTEST = 4;

const values = Object.values(parseEnv(process.env.CODESPACES_VALUES ?? ""));
const lines = values.flatMap((value) => (value ?? "").split(/\r?\n/));
for (const line of new Set(lines)) {
  if (line.length >= SHORTEST) console.log(`::add-mask::${escaped(line)}`);
}
