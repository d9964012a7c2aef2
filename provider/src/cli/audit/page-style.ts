/** The page's style, for light and dark modes, wide and narrow screens. */
export const STYLE = `
:root {
  --ink: #1f2328; --soft: #59636e; --paper: #fff; --sheet: #f6f8fa; --line: #d1d9e0;
  --accent: #0550ae; --warn: #9a3412; --warn-paper: #fff1e5;
  --all: #bc4c00; --private: #6639ba; --selected: #0969da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --soft: #9aa4ae; --paper: #0d1117; --sheet: #161b22; --line: #30363d;
    --accent: #79b8ff; --warn: #ffa657; --warn-paper: #2d1b0b;
    --all: #f0883e; --private: #b392f0; --selected: #58a6ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 3rem) 4rem; max-width: 110rem;
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { margin: 0; font-size: 1.6rem; letter-spacing: -.01em; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; }
header p { margin: .25rem 0; color: var(--soft); }
header p.preview { color: var(--warn); font-weight: 600; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; }
.tiles div { display: flex; flex-direction: column-reverse; min-width: 8rem; padding: .75rem 1rem;
  border: 1px solid var(--line); border-radius: .6rem; background: var(--sheet); }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.6rem; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2; }
.tiles .warn dd, span.warn, td.warn { color: var(--warn); font-weight: 600; }
.tiles .warn { background: var(--warn-paper); }
.found { padding: .75rem 1rem; border-radius: .6rem; background: var(--warn-paper); }
.found ul { margin: 0; padding-left: 1.25rem; }
summary { cursor: pointer; margin-top: .5rem; color: var(--warn); font-weight: 600; }
.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; }
.filters[hidden] { display: none; }
.filters label { display: flex; gap: .5rem; align-items: center; color: var(--soft); font-size: .9rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--paper);
  border: 1px solid var(--line); border-radius: .4rem; padding: .3rem .6rem; min-height: 2.2rem; }
input[type=search] { width: 15rem; }
input[type=number] { width: 5.5rem; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.count, .note, .legend { margin: .75rem 0; color: var(--soft); font-size: .9rem; }
.scroll { position: relative; overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: .6rem; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .75rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; z-index: 2; background: var(--sheet); color: var(--soft);
  font-weight: 600; font-size: .85rem; vertical-align: bottom; }
th.name { position: sticky; left: 0; min-width: 19rem; max-width: 24rem; white-space: normal; overflow-wrap: anywhere; z-index: 1; background: var(--paper); font-weight: 600;
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .85rem; }
thead th.name { z-index: 3; background: var(--sheet); font-family: inherit; }
thead button { border: 0; background: none; padding: 0; min-height: 0; color: inherit; font-weight: inherit; }
thead button::after { content: " \\2195"; opacity: .45; }
th[aria-sort=ascending] button::after { content: " \\2191"; opacity: 1; }
th[aria-sort=descending] button::after { content: " \\2193"; opacity: 1; }
tbody tr:hover > * { background: var(--sheet); }
.matrix td.who, .matrix th.who { display: none; }
.matrix td.age { min-width: 8.5rem; }
meter { display: block; width: 100%; height: .35rem; }
meter::-webkit-meter-bar { height: .35rem; border: 0; border-radius: 1rem; background: var(--line); }
meter::-webkit-meter-optimum-value { border-radius: 1rem; background: var(--soft); }
meter::-moz-meter-bar { border-radius: 1rem; background: var(--soft); }
.pill { display: inline-block; padding: 0 .55rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .8rem; }
.pill.all { color: var(--all); } .pill.private { color: var(--private); } .pill.selected { color: var(--selected); }
th.repository { padding: .5rem .2rem; min-width: 2.1rem; }
th.repository span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 13rem; overflow: hidden; text-overflow: ellipsis; }
td.repository { padding: .45rem .2rem; text-align: center; border-left: 1px solid var(--line); }
td.on::before, span.on::before { content: ""; display: inline-block; width: .8rem; height: .8rem; border-radius: 50%; background: var(--selected); }
td.on.all::before, span.on.all::before { background: none; border: 3px solid var(--all); }
td.on.private::before, span.on.private::before { border-radius: 2px; background: var(--private); }
.legend span { margin-left: .75rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.label { display: none; color: var(--soft); }
@media (max-width: 46rem) {
  .scroll { overflow: visible; max-height: none; border: 0; }
  table, tbody { display: block; }
  thead, .matrix td.repository, .legend { display: none; }
  tr { display: block; margin-bottom: .75rem; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: .6rem; }
  tr[hidden] { display: none; }
  th, td, th.name { display: block; position: static; max-width: none; padding: .15rem 0; border: 0; white-space: normal; overflow-wrap: anywhere; }
  .matrix td.who { display: block; }
  .label { display: inline; }
  .filters { align-items: stretch; flex-direction: column; }
  .filters label { justify-content: space-between; }
  input[type=search] { width: 60%; }
  .tiles div { flex: 1 1 8rem; }
}
@media print { .filters, .count { display: none; } .scroll { overflow: visible; max-height: none; } }
`;
