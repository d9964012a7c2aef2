// What GitHub Actions gives each step: files to write outputs and the page of the run to, and commands on standard output.
import { appendFileSync } from "node:fs";

/** Adds to the run's page; elsewhere it prints. @param {string} markdown */
export function summarize(markdown) {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  if (file) appendFileSync(file, `${markdown}\n`);
  else console.log(markdown);
}

/** Sets `steps.ID.outputs.NAME`. @param {string} name @param {string} value */
export function output(name, value) {
  const { GITHUB_OUTPUT: file } = process.env;
  if (file) appendFileSync(file, `${name}=${value}\n`);
}

/** An error on the run's page, which is also in the mail about the run. @param {string} title @param {string} text */
export function annotate(title, text) {
  console.log(`::error title=${title}::${escaped(text)}`);
}

/** As the runner wants the text of a command. @param {string} text */
export function escaped(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A block of code that no text within can end. @param {string} text @param {string} [kind] */
export function fenced(text, kind = "text") {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${kind}\n${text.trimEnd()}\n${fence}`;
}

/** The name of a resource in the program, from its URN. @param {string} urn */
export function nameOf(urn) {
  return urn.split("::").slice(3).join("::");
}
