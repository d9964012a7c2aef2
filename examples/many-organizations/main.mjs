import { readFileSync } from "node:fs";
import { automation } from "@pulumi/pulumi";
import { pooled } from "./pool.mjs";
import { programFor } from "./program.mjs";

// A run of the engine keeps a core busy, and with one token all of them share GitHub's limits.
const AT_ONCE = 2;

const [verb = "preview"] = process.argv.slice(2);
const organizations = readFileSync("organizations.txt", "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith("#"));

const results = await pooled(organizations, { size: AT_ONCE, work: run });

for (const [index, org] of organizations.entries()) {
  const result = results[index];
  const isDone = result?.status === "fulfilled";
  console.log(`${isDone ? "done  " : "failed"} ${org}: ${isDone ? result.value : why(result)}`);
  if (!isDone) process.exitCode = 1;
}

/** @param {string} org */
async function run(org) {
  const stack = await automation.LocalWorkspace.createOrSelectStack({
    stackName: org,
    projectName: "codespaces-organizations",
    program: programFor(org),
  });
  const options = /** @type {const} */ ({ color: "never", suppressProgress: true });
  const changes =
    verb === "up"
      ? (await stack.up(options)).summary.resourceChanges
      : (await stack.preview(options)).changeSummary;
  return JSON.stringify(changes);
}

/**
 * The lines of Pulumi's output that name an error.
 * @param {PromiseRejectedResult | undefined} result
 */
function why(result) {
  const lines = String(result?.reason).split("\n");
  const errors = lines
    .filter((line) => /^\s+error: (?!(update|preview) failed)/.test(line))
    .map((line) => line.trim());
  return errors.length > 0 ? [...new Set(errors)].join("\n  ") : lines.slice(0, 5).join("\n  ");
}
