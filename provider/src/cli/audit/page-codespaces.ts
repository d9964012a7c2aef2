import type { CodespaceResult } from "../../operations/answers/codespace";
import { markup, type Markup } from "./markup";
import type { Report } from "./report";
import { CODESPACE_COLUMNS, isUnsaved, wordsOf } from "./words";

/** The codespaces of a report; nothing if they weren't asked for. */
export function codespacesSection({ codespaces, at }: Report): Markup {
  if (codespaces === undefined) return markup``;
  const none = markup`<p>There are none.</p>`;
  return markup`<section aria-labelledby="codespaces">
<h2 id="codespaces">Codespaces</h2>
${codespaces.length === 0 ? none : tableOf(codespaces, at)}
</section>`;
}

function tableOf(codespaces: readonly CodespaceResult[], at: number): Markup {
  const head = CODESPACE_COLUMNS.map((name) => markup`<th scope="col">${name}</th>`);
  return markup`<div class="scroll" role="region" aria-labelledby="codespaces" tabindex="0">
<table class="codespaces">
<thead><tr>${head}</tr></thead>
<tbody>
${codespaces.map((codespace) => row(codespace, at))}</tbody>
</table>
</div>`;
}

function row(codespace: CodespaceResult, at: number): Markup {
  const [owner = "", ...rest] = wordsOf(codespace, at);
  const cells = rest.map((text, index) => {
    const isLast = index === rest.length - 1;
    const mark = isLast && isUnsaved(codespace) && markup` class="warn"`;
    const label = markup`<span class="label">${CODESPACE_COLUMNS[index + 1]}: </span>`;
    return markup`<td${mark}>${label}${text}</td>`;
  });
  return markup`<tr><th scope="row">${owner}</th>${cells}</tr>\n`;
}
