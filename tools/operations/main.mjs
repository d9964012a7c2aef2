import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readDescription } from "./description.mjs";
import { operationsDocument } from "./document.mjs";
import { places } from "./places.mjs";

// Writes docs/operations.md; a unit test compares it.

const FILE = new URL("../../docs/operations.md", import.meta.url);
const require = createRequire(import.meta.url);
/** @type {Pick<import("./document.mjs").Sources, "needs">} */
const { needs } = require("../../provider/dist/operations/needs.js");

writeFileSync(FILE, operationsDocument({ ...readDescription(), places, needs }));
