import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readDescription } from "./description.mjs";
import { operationsDocument } from "./document.mjs";
import { places } from "./places.mjs";

// Writes docs/operations.md; a unit test compares it.

const FILE = new URL("../../docs/operations.md", import.meta.url);
/** @type {unknown} */
const built = createRequire(import.meta.url)("../../provider/dist/operations/needs.js");
const { needs } = /** @type {Pick<import("./document.mjs").Sources, "needs">} */ (built);

writeFileSync(FILE, operationsDocument({ ...readDescription(), places, needs }));
