// `npm run docs:pictures`: draws the pictures of the documentation from what is written there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { pictures } from "./pictures.mjs";

const fileOf = (/** @type {string} */ path) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

const drawn = pictures((path) => readFileSync(fileOf(path), "utf8"));
for (const [path, picture] of Object.entries(drawn)) {
  mkdirSync(dirname(fileOf(path)), { recursive: true });
  writeFileSync(fileOf(path), picture);
  console.log(path);
}
