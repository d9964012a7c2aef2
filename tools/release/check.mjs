// The first step of a release: what has to be true of a commit before its packages may be published.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { manifestOf, PACKAGES, ROOT } from "../packages/tarballs.mjs";
import { notesOf } from "./notes.mjs";
import { placeFrom } from "./place.mjs";

const problems = problemsOf({ root: ROOT, env: process.env });
for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log(`✓ ${manifestOf("provider").version} can be released`);

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv }} options
 * @returns {string[]}
 */
function problemsOf({ root, env }) {
  const { version } = manifestOf("provider", root);
  const line = version.split(".").slice(0, 2).join(".");
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");
  const conditions = [
    ...PACKAGES.map((folder) => ({
      holds: manifestOf(folder, root).version === version,
      problem: `${folder}/package.json has another version than provider/package.json, ${version}`,
    })),
    {
      // A rehearsal is started by hand, from a branch.
      holds: env.GITHUB_REF_TYPE !== "tag" || env.GITHUB_REF_NAME === `v${version}`,
      problem: `the tag is ${env.GITHUB_REF_NAME ?? ""}, and the packages have ${version}`,
    },
    {
      holds: notesOf(read("CHANGELOG.md"), version) !== undefined,
      problem: `CHANGELOG.md has no section "## [${version}] - <date>" with something in it`,
    },
    {
      holds: existsSync(join(root, "test", "states", line, "applied.json")),
      problem: `test/states/${line} is missing: \`npm run states:record\` records what this line writes`,
    },
    ...["README.md", "docs/install.md"].map((file) => ({
      holds: !/not released yet|isn't released yet|until the release/i.test(read(file)),
      problem: `${file} still says that there is no release`,
    })),
    {
      holds: placeFrom(env) !== undefined,
      problem: "GITHUB_SERVER_URL and GITHUB_REPOSITORY, which GitHub sets, name no repository",
    },
  ];
  return conditions.filter(({ holds }) => !holds).map(({ problem }) => problem);
}
