import { markup, type Markup } from "./markup";
import { matrixOf, type Matrix } from "./matrix";
import type { AuditedSecret, Report } from "./report";
import { days, declaredBy, isUndeclared, whoGets } from "./words";

/** The secrets of a report: each with the repositories that get it, filters above. */
export function secretsSection(report: Report): Markup {
  const { secrets, hasSecrets } = report;
  if (!hasSecrets) return markup``;
  const title = markup`<section aria-labelledby="secrets">\n<h2 id="secrets">Secrets</h2>`;
  if (secrets.length === 0) return markup`${title}\n<p>There are none.</p>\n</section>`;
  const matrix = matrixOf(secrets);
  const oldest = Math.max(1, ...secrets.map(({ age }) => age));
  return markup`${title}
${filters(report)}
<p class="count" role="status" aria-live="polite"></p>
<div class="scroll" role="region" aria-labelledby="secrets" tabindex="0">
<table class="matrix">
${head(report, matrix)}
<tbody>
${secrets.map((secret) => row(secret, { report, matrix, oldest }))}</tbody>
</table>
</div>
${matrix.left > 0 && leftOut(matrix.left)}
${matrix.columns.length > 0 && LEGEND}
</section>`;
}

const LEGEND = markup`<p class="legend"><span class="on all"></span> for all repositories
<span class="on private"></span> for private and internal ones <span class="on selected"></span> for selected ones</p>`;

function leftOut(count: number): Markup {
  const more = `${count.toLocaleString("en")} more ${count === 1 ? "repository has" : "repositories have"}`;
  return markup`<p class="note">${more} no column here, since fewer secrets name them. The search finds them.</p>`;
}

/** Hidden until the script, without which they don't work, shows them. */
function filters({ stacks, creates }: Report): Markup {
  const visibility = select("Visibility", "visibility", {
    all: "all",
    private: "private",
    selected: "selected",
  });
  const declared = select("Declared", "declared", { yes: "by a stack", no: "by nobody" });
  const preview = select("Preview", "preview", {
    overwritten: "overwritten",
    kept: "kept",
    refused: "refused",
    deleted: "deleted",
  });
  return markup`<form class="filters" hidden>
<label>Search <input type="search" name="text" placeholder="secret or repository" autocomplete="off" aria-keyshortcuts="/"></label>
${visibility}
${stacks.length > 0 && declared}
${creates !== undefined && preview}
<label>Days old, at least <input type="number" name="age" min="0" inputmode="numeric" placeholder="0"></label>
<button type="reset">Clear</button>
</form>`;
}

function select(label: string, name: string, options: Readonly<Record<string, string>>): Markup {
  const all = Object.entries({ "": "any", ...options }).map(
    ([value, text]) => markup`<option value="${value}">${text}</option>`,
  );
  return markup`<label>${label} <select name="${name}">${all}</select></label>`;
}

function head({ stacks, creates }: Report, { columns }: Matrix): Markup {
  const names = columns.map(
    (name) => markup`<th scope="col" class="repository"><span>${name}</span></th>\n`,
  );
  return markup`<thead><tr>
${sortable("name", "Secret", "ascending")}
${sortable("visibility", "Visibility")}
${sortable("age", "Age")}
${stacks.length > 0 && sortable("declared", "Declared by")}
${creates !== undefined && sortable("preview", "With this preview")}
<th scope="col" class="who">Who gets it</th>
${names}</tr></thead>`;
}

function sortable(name: string, text: string, order: "none" | "ascending" = "none"): Markup {
  const button = markup`<button type="button" data-sort="${name}">${text}</button>`;
  return markup`<th scope="col" class="${name}" aria-sort="${order}">${button}</th>`;
}

interface SectionFacts {
  report: Report;
  matrix: Matrix;
  oldest: number;
}

function row(secret: AuditedSecret, around: SectionFacts): Markup {
  const { id, visibility, age, preview = "" } = secret;
  const { report, matrix, oldest } = around;
  const pill = visibility && markup`<span class="pill ${visibility}">${visibility}</span>`;
  const bar = markup`<meter max="${oldest}" value="${age}" aria-hidden="true"></meter>`;
  return markup`<tr${dataOf(secret)}>
<th scope="row" class="name">${id}</th>
<td class="visibility">${pill}</td>
<td class="age"><span class="label">Age: </span>${days(age)}${bar}</td>
${report.stacks.length > 0 && declaredCell(secret)}
${report.creates !== undefined && markup`<td>${warned(preview, ["overwritten", "deleted"].includes(preview))}</td>`}
<td class="who"><span class="label">For: </span>${whoGets(secret, Infinity)}</td>
${cellsOf(secret, matrix)}</tr>
`;
}

/** What the script filters and sorts by. */
function dataOf(secret: AuditedSecret): Markup {
  const { id, visibility = "", age, declaredBy: stacks, preview = "" } = secret;
  const isDeclared = stacks && (stacks.length > 0 ? "yes" : "no");
  return markup` data-name="${id}" data-visibility="${visibility}" data-age="${age}" data-declared="${isDeclared}" data-preview="${preview}"`;
}

function declaredCell(secret: AuditedSecret): Markup {
  const text = warned(declaredBy(secret), isUndeclared(secret));
  return markup`<td><span class="label">Declared by: </span>${text}</td>`;
}

function warned(text: string, isWarning: boolean): Markup {
  return isWarning ? markup`<span class="warn">${text}</span>` : markup`${text}`;
}

/** A screen reader announces the column's repository with each cell. */
function cellsOf(secret: AuditedSecret, { cellsOf: getting }: Matrix): Markup[] {
  const { visibility = "selected" } = secret;
  const on = markup`<td class="repository on ${visibility}"><span class="hidden">yes</span></td>`;
  const off = markup`<td class="repository"></td>`;
  return getting(secret).map((isOn) => (isOn ? on : off));
}
