// `npm run lint:workflows`: actionlint over the workflows of the examples, or over the files that are named.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { ensureActionlint } from "./ensure.mjs";

const WORKFLOWS = fileURLToPath(
  new URL("../../examples/pipelines/.github/workflows", import.meta.url),
);

const binary = await ensureActionlint((line) => {
  console.error(line);
});
const named = process.argv.slice(2);
const files =
  named.length > 0 ? named : readdirSync(WORKFLOWS).map((file) => join(WORKFLOWS, file));
// Without what else a machine may have: shellcheck and pyflakes would find other things on other machines.
const flags = ["-no-color", "-shellcheck=", "-pyflakes="];
const { status, error } = spawnSync(binary, [...flags, ...files], { stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;
