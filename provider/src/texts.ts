/**
 * What messages may show. Somebody may give a value or a token in place of a name, and messages appear in clear
 * text in CI logs.
 */

/** Longer texts are described instead. */
const LONGEST_SHOWN = 20;

/**
 * What a person gave, if it is short and looks like a name. Otherwise its length, and the position of the first
 * character that isn't allowed.
 */
export function shown(given: unknown, allowed?: RegExp): string {
  if (given === "") return "an empty string";
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
  return `a string of ${text.length} characters${where}`;
}

/** Why something failed, in the words of the thrown error. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The name of an argument or a setting. Somebody may have spread a text into them by mistake. */
export function shownName(name: string): string {
  return /^[a-z]\w{0,30}$/i.test(name) && !looksLikeToken(name) ? name : shown(name);
}

/** The id of a resource, which may be long. A text that isn't one may be anything. */
export function shownId(id: string): string {
  const isId = /^(the repository )?[\w./#@-]{1,250}$/.test(id) && !OLD_TOKEN.test(id);
  return isId && !looksLikeToken(id) ? id : shown(id);
}

/** GitHub's tokens from before 2021. Commits look the same: a message may name a commit, but an id never is one. */
const OLD_TOKEN = /(?<![\da-f])[\da-f]{40}(?![\da-f])/i;

/** What another program says, which names no commit that anybody needs. */
export function saidByAnother(words: string): string {
  return words.replace(new RegExp(OLD_TOKEN, "gi"), HIDDEN);
}

/** Short passwords of letters only can't always be told from names; most with digits among the letters can. */
function isHarmless(text: string): boolean {
  const isName = text.length <= LONGEST_SHOWN && /^[\w./#@: -]+$/.test(text);
  const digits = text.replace(/\D/g, "").length;
  const looksMade = /[a-z]\d+[a-z]/i.test(text) || digits > 4;
  const isMixed = digits > 0 && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return isName && !looksMade && !isMixed && !looksLikeToken(text);
}

/** The first few of many, so that a message stays readable. */
export function listed(items: readonly string[], separator = ", "): string {
  const most = 20;
  const more = items.length > most ? `${separator}and ${items.length - most} more` : "";
  return items.slice(0, most).join(separator) + more;
}

/** Of GitHub, npm, GitLab, Slack and AWS; JSON web tokens; private keys; a password in a URL. */
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
const HIDDEN = "[not shown: it looks like a token]";

export function looksLikeToken(text: string): boolean {
  return text.search(TOKEN) >= 0;
}

/**
 * The longest message, in bytes on the wire. Pulumi's host sends errors in an answer's trailers, which never
 * arrive above 64 KB: the engine would then wait for ever.
 */
const LONGEST_MESSAGE = 8_192;

/**
 * Control characters, which move the cursor, set a title or a colour, or hide what precedes them, and
 * characters that reverse the writing direction.
 */
const CONTROLS = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** A text of GitHub's on a single line: another line could be mistaken for one of ours, or of a CI's. */
export function onOneLine(text: string): string {
  return printable(text.replace(/[\t\n\r\u2028\u2029]+/g, " "));
}

function printable(text: string): string {
  return text.replace(CONTROLS, (control) => (/[\t\n]/.test(control) ? control : "\ufffd"));
}

/** A longer message is cut before it is searched. */
const LONGEST_READ = 20_000;

/**
 * A message as it may be shown: without what looks like a token or moves a terminal's cursor, well-formed, and
 * not too long.
 */
export function sayable(message: string): string {
  const read = message.slice(0, LONGEST_READ).replace(/\r\n/g, "\n");
  const told = read.replace(TOKEN, HIDDEN);
  const text = wellFormed(printable(told));
  if (encodeURI(text).length <= LONGEST_MESSAGE) return text;
  let length = 0;
  const kept = Array.from(text).filter((character) => {
    length += encodeURI(character).length;
    return length <= LONGEST_MESSAGE - 64;
  });
  return `${kept.join("")} … (${message.length} characters in all)`;
}

/** Half of a surrogate pair can't be sent. */
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** An upper limit for the size of a value in Pulumi's protocol, in bytes. */
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
