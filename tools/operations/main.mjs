import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readDescription } from "./description.mjs";
import { operationsDocument } from "./document.mjs";
import { places } from "./places.mjs";

// Writes docs/operations.md; a unit test compares it.

const FILE = new URL("../../docs/operations.md", import.meta.url);
/** @type {unknown} */
const built = createRequire(import.meta.url)("../../provider/dist/operations/all.js");
const { operations } =
  /** @type {{ operations: { id: string, needs: import("./document.mjs").Need }[] }} */ (built);
/** @type {[string, import("./document.mjs").Need][]} */
const needs = operations.map(({ id, needs }) => [id.replace("codespaces/", ""), needs]);

/** @type {import("./document.mjs").Sources["needs"]} */
const byId = Object.fromEntries(needs);

writeFileSync(FILE, operationsDocument({ ...readDescription(), places, needs: byId }));
