/**
 * What messages may show. A value or a token may be given in the place of a name, and what a message
 * shows stands in clear in the logs of a CI.
 */

/** Longer texts are described. */
const LONGEST_SHOWN = 20;

/**
 * What a person gave, if it is short and of the form of a name; else how long it is, and where it has
 * the first character that is not among those allowed.
 */
export function shown(given: unknown, allowed?: RegExp): string {
  if (given === "") return "an empty text";
  if (typeof given === "string") {
    return isHarmless(given) ? JSON.stringify(given) : described(given, allowed);
  }
  if (Array.isArray(given)) return `a list of ${given.length}`;
  if (typeof given === "object" && given !== null) return "an object";
  return typeof given === "symbol" || typeof given === "function" ? "this" : String(given);
}

function described(text: string, allowed = /^/): string {
  const characters = Array.from(text);
  const at = characters.findIndex((character) => !allowed.test(character));
  const where = at < 0 ? "" : ` (with ${JSON.stringify(characters[at])} at ${at + 1})`;
  return `a text of ${text.length} characters${where}`;
}

/** The name of an argument or a setting; somebody may have spread a text into them. */
export function shownName(name: string): string {
  return /^[a-z]\w{0,30}$/i.test(name) && !looksLikeToken(name) ? name : shown(name);
}

/** What a resource is called, which may be long; one that is no such thing may be anything. */
export function shownId(id: string): string {
  const isId = /^(the repository )?[\w./#@-]{1,250}$/.test(id) && !OLD_TOKEN.test(id);
  return isId && !looksLikeToken(id) ? id : shown(id);
}

/** GitHub's tokens of before 2021. Commits look the same: a message may name one, an id is none. */
const OLD_TOKEN = /\b[\da-f]{40}\b/i;

/** Passwords of so few letters can't all be told from names; with digits among letters most can. */
function isHarmless(text: string): boolean {
  const isName = text.length <= LONGEST_SHOWN && /^[\w./#@: -]+$/.test(text);
  const digits = text.replace(/\D/g, "").length;
  const looksMade = /[a-z]\d+[a-z]/i.test(text) || digits > 4;
  const isMixed = digits > 0 && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return isName && !looksMade && !isMixed && !looksLikeToken(text);
}

/** The first of many, so that a message stays one. */
export function listed(items: readonly string[], separator = ", "): string {
  const most = 20;
  const more = items.length > most ? `${separator}and ${items.length - most} more` : "";
  return items.slice(0, most).join(separator) + more;
}

/** Of GitHub, npm, GitLab, Slack, AWS and whoever signs JSON; private keys; a password in a URL. */
const TOKENS = [
  /\bgh[pousr]_(?=[a-z]*\d)[a-z\d]{12,}/,
  /\bgithub_pat_\w{16,}/,
  /\bnpm_(?=[a-z]*\d)[a-z\d]{30,}/,
  /\bglpat-[\w-]{16,}/,
  /\bxox[a-z]-[\w-]{10,}/,
  /\bsk-[\w-]*[a-z\d]{32,}/,
  /\b(?:akia|asia)(?=[a-z]*\d)[a-z\d]{16}\b/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/,
  /(?<=:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/,
];
const TOKEN = new RegExp(TOKENS.map(({ source }) => source).join("|"), "gi");

export function looksLikeToken(text: string): boolean {
  return text.search(TOKEN) >= 0;
}

/**
 * The longest message, in the bytes that it has on the wire. Pulumi's host sends errors in the
 * trailers of an answer, which never arrive when they are above 64 KB: the engine then waits for ever.
 */
const LONGEST_MESSAGE = 8_192;

/**
 * Control characters, with which a text moves the cursor, sets a title or a colour, or hides what stands before it;
 * and what turns the direction of writing round.
 */
const CONTROLS = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** A text of GitHub's, which is one line: one that began another could be taken for a line of ours, or of a CI's. */
export function onOneLine(text: string): string {
  return printable(text.replace(/[\t\n\r\u2028\u2029]+/g, " "));
}

function printable(text: string): string {
  return text.replace(CONTROLS, (control) => (/[\t\n]/.test(control) ? control : "\ufffd"));
}

/** A message longer than any is cut before it is looked through. */
const LONGEST_READ = 20_000;

/**
 * A message as it may leave: without what has the form of a token or moves a terminal's cursor, well-formed, and
 * not too long.
 */
export function sayable(message: string): string {
  const read = message.slice(0, LONGEST_READ).replace(/\r\n/g, "\n");
  const told = read.replace(TOKEN, "[not shown: it looks like a token]");
  const text = wellFormed(printable(told));
  if (encodeURI(text).length <= LONGEST_MESSAGE) return text;
  let length = 0;
  const kept = Array.from(text).filter((character) => {
    length += encodeURI(character).length;
    return length <= LONGEST_MESSAGE - 64;
  });
  return `${kept.join("")} … (${message.length} characters in all)`;
}

/** Half of a pair of surrogates can't be sent. */
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** An upper limit of the bytes that a value has in Pulumi's protocol. */
export function wireSize(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value, "utf8") + 10;
  if (typeof value !== "object" || value === null) return 14;
  const members = Object.entries(value);
  const isList = Array.isArray(value);
  return members.reduce(
    (sum, [key, member]) => sum + wireSize(member) + (isList ? 4 : wireSize(key)),
    10,
  );
}
