/** What makes the page's filters and columns work. It asks nothing of any network. */
export const SCRIPT = `
"use strict";
(() => {
  const form = document.querySelector("form.filters");
  const body = document.querySelector("table.matrix tbody");
  if (!form || !body) return;
  const count = document.querySelector(".count");
  const rows = [...body.children];
  const searched = new Map(rows.map((row) => {
    const repositories = row.querySelector(".who").lastChild?.data ?? "";
    return [row, (row.dataset.name + " " + repositories).toLowerCase()];
  }));
  const value = (name) => (form.elements.namedItem(name)?.value ?? "").trim().toLowerCase();

  function filter() {
    const words = value("text").split(/\\s+/).filter(Boolean);
    const same = ["visibility", "declared", "preview"].map((name) => [name, value(name)]);
    const least = Number(value("age")) || 0;
    let shown = 0;
    for (const row of rows) {
      const { dataset } = row;
      const fits =
        words.every((word) => searched.get(row).includes(word)) &&
        same.every(([name, wanted]) => wanted === "" || dataset[name] === wanted) &&
        Number(dataset.age) >= least;
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " shown";
  }

  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  function sort(name, head) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const each of head.parentElement.children) {
      if (each.hasAttribute("aria-sort")) each.setAttribute("aria-sort", "none");
    }
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => (name === "age" ? Number(row.dataset.age) : (row.dataset[name] ?? ""));
    const order = (a, b) => compare(key(a), key(b)) * (down ? -1 : 1) || compare(a.dataset.name, b.dataset.name);
    body.append(...rows.sort(order));
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => sort(button.dataset.sort, button.closest("th")));
  }
  const search = form.elements.namedItem("text");
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName ?? "");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
    }
  });
  form.hidden = false;
  filter();
})();
`;
