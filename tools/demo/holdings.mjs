/**
 * What the emulated GitHub holds: a line for each secret and one for the access setting. The emulator
 * opened the sealed boxes, so the values can be shown here; the demo's values are no secrets.
 * @param {import("github-codespaces-emulator").Emulator} emulator
 */
export function holdings(emulator) {
  const { visibility, usernames } = emulator.access("acme");
  const lines = [
    `access of acme: ${visibility}${usernames.length > 0 ? ` (${usernames.join(", ")})` : ""}`,
  ];
  const places = [
    { where: "acme", secrets: emulator.orgSecrets("acme") },
    { where: "acme/api", secrets: emulator.repoSecrets("acme/api") },
    { where: "user octocat", secrets: emulator.userSecrets("octocat") },
  ];
  for (const { where, secrets } of places) {
    for (const { name, openedValue, selectedRepositories } of secrets) {
      const list = selectedRepositories.join(", ");
      lines.push(`${where}: ${name} = "${openedValue}"${list ? ` for ${list}` : ""}`);
    }
  }
  return lines;
}
