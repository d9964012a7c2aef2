/** @param {string} text */
export function heading(text) {
  console.log(`\n${bold(`▶ ${text}`)}`);
}

/** @param {string} text */
export function note(text) {
  console.log(text === "" ? "" : `  ${text}`);
}

/** @param {string} text */
function bold(text) {
  return process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text;
}
