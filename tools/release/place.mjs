/**
 * The address of the repository that a workflow of GitHub runs in.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function placeFrom({ GITHUB_SERVER_URL: server = "", GITHUB_REPOSITORY: name = "" }) {
  return /^https:\/\/[\w.-]+$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(name)
    ? `${server}/${name}`
    : undefined;
}

/**
 * What package.json says of where the package comes from. npm refuses provenance unless `repository` is, letter by letter,
 * the repository that the workflow runs in; so the release writes it, also in a fork.
 * @param {{ place: string, folder: string, version: string }} options
 */
export function originOf({ place, folder, version }) {
  return {
    repository: { type: "git", url: `git+${place}.git`, directory: folder },
    homepage: `${place}/tree/v${version}#readme`,
    bugs: { url: `${place}/issues` },
  };
}
