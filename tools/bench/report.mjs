import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { CLI_VERSION } from "../pulumi-cli/versions.mjs";

const ROOT = new URL("../../", import.meta.url);

/**
 * Puts a bench's results between its two marks in a document. What people wrote around them stays.
 * @param {string} document such as `docs/performance.md`
 * @param {string} name of the bench
 * @param {string[]} parts
 */
export async function report(document, name, parts) {
  const file = fileURLToPath(new URL(document, ROOT));
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = withSection(text, name, [circumstances(), ...parts].join("\n\n"));
  writeFileSync(file, await format(whole, { parser: "markdown", printWidth: 100 }));
  console.log(`\n${parts.join("\n\n")}\n\n  written to ${document}`);
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} section
 */
export function withSection(text, name, section) {
  const [from, to] = [`<!-- bench ${name} -->`, `<!-- end of bench ${name} -->`];
  const start = text.indexOf(from);
  const end = text.indexOf(to);
  const marked = `${from}\n\n${section}\n\n`;
  if (start < 0 || end < start) return `${text.trimEnd()}\n\n## ${name}\n\n${marked}${to}\n`;
  return text.slice(0, start) + marked + text.slice(end);
}

function circumstances() {
  const [load = 0] = loadavg();
  const date = new Date().toISOString().slice(0, 10);
  return (
    `_${date}, ${availableParallelism()} cores (load ${load.toFixed(1)} at the end), ` +
    `Node ${process.versions.node}, Pulumi ${CLI_VERSION}._`
  );
}
