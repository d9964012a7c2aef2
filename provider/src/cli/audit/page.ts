import { createHash } from "node:crypto";
import { counted } from "../counted";
import type { Finding } from "./findings";
import { markup, Markup } from "./markup";
import { codespacesSection } from "./page-codespaces";
import { secretsSection } from "./page-secrets";
import { SCRIPT } from "./page-script";
import { STYLE } from "./page-style";
import type { Report } from "./report";
import {
  isUndeclared,
  isUnsaved,
  previewInWords,
  scopesInWords,
  stacksInWords,
  timeOf,
  unknownInWords,
  unreadableInWords,
} from "./words";

/** From how many days on a secret is counted as old on the page. */
const OLD = 180;

/** One page that needs nothing beside itself, and asks no network for anything. */
export function pageOf(report: Report, findings: readonly Finding[] | undefined): string {
  const title = `Codespaces of ${scopesInWords(report.scopes)}`;
  // Nothing else may be loaded or run, even if something slipped into the page.
  const policy = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${header(title, report)}
<main>
${findingsSection(findings)}
${secretsSection(report)}
${codespacesSection(report)}
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function header(title: string, report: Report): Markup {
  const { at } = report;
  const preview = previewInWords(report);
  const time = markup`<time datetime="${new Date(at).toISOString()}">${timeOf(at)}</time>`;
  return markup`<header>
<h1>${title}</h1>
<p>As it was on ${time}. ${stacksInWords(report)} ${unreadableInWords(report)}</p>
${preview !== undefined && markup`<p class="preview">${preview} ${unknownInWords(report)}</p>`}
<dl class="tiles">${[...secretTiles(report), ...codespaceTiles(report)].map(tile)}</dl>
</header>`;
}

interface Tile {
  name: string;
  count: number;
  /** Any count above zero deserves attention. */
  isWarning?: boolean;
}

function secretTiles({ hasSecrets, secrets, stacks, creates }: Report): Tile[] {
  if (!hasSecrets) return [];
  const count = (name: string, is: (secret: (typeof secrets)[number]) => boolean) => {
    return { name, count: secrets.filter(is).length, isWarning: true };
  };
  const all = { name: secrets.length === 1 ? "secret" : "secrets", count: secrets.length };
  const isOverwritten = count("to be overwritten", ({ preview }) => preview === "overwritten");
  const isDeleted = count("to be deleted", ({ preview }) => preview === "deleted");
  return [
    all,
    ...(stacks.length > 0 ? [count("undeclared", isUndeclared)] : []),
    ...(creates === undefined ? [] : [isOverwritten, isDeleted]),
    count(`older than ${OLD} days`, ({ age }) => age > OLD),
    count("for all repositories", ({ visibility }) => visibility === "all"),
  ];
}

function codespaceTiles({ codespaces }: Report): Tile[] {
  if (codespaces === undefined) return [];
  const { length } = codespaces;
  return [
    { name: length === 1 ? "codespace" : "codespaces", count: length },
    { name: "with unsaved work", count: codespaces.filter(isUnsaved).length, isWarning: true },
  ];
}

function tile({ name, count, isWarning = false }: Tile): Markup {
  const mark = isWarning && count > 0 && markup` class="warn"`;
  return markup`<div${mark}><dt>${name}</dt><dd>${count.toLocaleString("en")}</dd></div>`;
}

/** How many secrets are shown at first. A click or the keyboard opens the rest. */
const AT_ONCE = 10;

function findingsSection(findings: readonly Finding[] | undefined): Markup {
  if (findings === undefined) return markup``;
  const ids = [...new Set(findings.map(({ id }) => id))];
  const items = ids.map((id) => {
    const words = findings.filter((one) => one.id === id).map(({ says }) => says);
    return markup`<li><b>${id}</b>: ${words.join("; ")}</li>\n`;
  });
  const [first, more] = [items.slice(0, AT_ONCE), items.slice(AT_ONCE)];
  const rest = markup`<details><summary>and ${counted(more.length, "more secret")}</summary>
<ul>\n${more}</ul></details>`;
  const list = markup`<div class="found"><ul>\n${first}</ul>${more.length > 0 && rest}</div>`;
  const none = markup`<p>Nothing matches --fail-on.</p>`;
  return markup`<section aria-labelledby="found">
<h2 id="found">Found</h2>
${findings.length === 0 ? none : list}
</section>`;
}
