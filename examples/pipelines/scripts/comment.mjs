// node scripts/comment.mjs preview.txt: what `pulumi preview --diff` printed becomes the one comment that the pull request
// has about it, and is on the run's page. Without PULL_REQUEST only the page: a fork's job may not comment.
import { readFileSync } from "node:fs";
import { fenced, summarize } from "./actions.mjs";

/** @typedef {{ id: number, body?: string, user: { login: string } | null }} Comment */

/** GitHub takes 65,536 characters. */
const LONGEST = 60_000;
const BOT = "github-actions[bot]";

const {
  GITHUB_API_URL = "https://api.github.com",
  GITHUB_REPOSITORY = "",
  GITHUB_RUN_ID = "",
  GITHUB_SERVER_URL = "https://github.com",
  GITHUB_TOKEN = "",
  HEAD_SHA = "",
  PREVIEW_OUTCOME,
  PREVIEW_WITHOUT_VALUES,
  PULL_REQUEST,
  PULUMI_STACK = "",
} = process.env;

const [file = "preview.txt"] = process.argv.slice(2);
const mark = `<!-- preview of the stack ${PULUMI_STACK} -->`;
const body = bodyOf(readFileSync(file, "utf8"));

summarize(body);
if (PULL_REQUEST) await comment(`/repos/${GITHUB_REPOSITORY}/issues`, PULL_REQUEST);

/** @param {string} printed */
function bodyOf(printed) {
  const isLong = printed.length > LONGEST;
  const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  return [
    mark,
    `### Codespaces, \`${PULUMI_STACK}\`: ${countsIn(printed)}`,
    ...(PREVIEW_WITHOUT_VALUES === "true"
      ? ["Values aren't compared, since this job doesn't have them."]
      : []),
    fenced(coloured(printed.slice(0, LONGEST)), "diff"),
    `${isLong ? "The rest is too long for a comment. " : ""}[The run](${run}) of ${HEAD_SHA}.`,
  ].join("\n\n");
}

/** The last lines of a preview, such as `1 to update, 3 unchanged`. @param {string} printed */
function countsIn(printed) {
  if (PREVIEW_OUTCOME === "failure") return "the preview failed";
  const { counts } = /^Resources:\n(?<counts>(?: +.+\n?)+)/m.exec(printed)?.groups ?? {};
  if (counts === undefined) return "see below";
  const lines = counts.trim().split("\n");
  return lines.map((line) => line.replace(/^\W+/, "").trim()).join(", ");
}

/** GitHub colours a line of a diff by its first character. @param {string} printed */
function coloured(printed) {
  return printed.replace(/^( *)(\+-|-\+|[-+~])(?= )/gm, (_, indent, sign) => {
    return `${sign === "+" || sign === "-" ? sign : "!"}${indent}`;
  });
}

/** Writes it anew, or over the one that an earlier run left. @param {string} issues @param {string} number */
async function comment(issues, number) {
  const id = await earlier(`${issues}/${number}/comments`);
  if (id === undefined) await send("POST", `${issues}/${number}/comments`, { body });
  else await send("PATCH", `${issues}/comments/${id}`, { body });
}

/** Ours, and not one in which somebody quotes it. @param {string} path */
async function earlier(path) {
  for (let page = 1; ; page++) {
    const answer = await send("GET", `${path}?per_page=100&page=${page}`);
    const comments = /** @type {Comment[]} */ (answer);
    const ours = comments.find((one) => one.user?.login === BOT && one.body?.startsWith(mark));
    if (ours) return ours.id;
    if (comments.length < 100) return undefined;
  }
}

/** @param {string} method @param {string} path @param {object} [content] */
async function send(method, path, content) {
  const answer = await fetch(`${GITHUB_API_URL}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${GITHUB_TOKEN}`,
      "content-type": "application/json",
    },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${method} ${path}`);
  return answer.json();
}
