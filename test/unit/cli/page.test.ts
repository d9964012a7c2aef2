import { createHash } from "node:crypto";
import { Window } from "happy-dom";
import { matrixOf } from "../../../provider/src/cli/audit/matrix";
import { pageOf } from "../../../provider/src/cli/audit/page";
import { SCRIPT } from "../../../provider/src/cli/audit/page-script";
import type { AuditedSecret, Report } from "../../../provider/src/cli/audit/report";

const at = Date.parse("2026-12-01T10:00:00Z");

function secret(name: string, more: Partial<AuditedSecret> = {}): AuditedSecret {
  return {
    scope: { kind: "org", org: "acme" },
    className: "OrgCodespacesSecret",
    id: `acme/${name}`,
    name,
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    visibility: "selected",
    repositories: [],
    age: 0,
    declaredBy: [],
    mayBeDeclaredBy: [],
    preview: undefined,
    ...more,
  };
}

const repository = (name: string, isPrivate = true) => ({
  id: 1,
  repository: name,
  private: isPrivate,
});

const secrets = [
  secret("B_OLD", { visibility: "all", repositories: undefined, age: 400, declaredBy: ["prod"] }),
  secret("A_NEW", { repositories: [repository("acme/api")], age: 9 }),
  secret("C_MID", {
    visibility: "private",
    repositories: undefined,
    age: 80,
    declaredBy: ["dev", "prod"],
  }),
  secret("D_BOTH", {
    repositories: [repository("acme/api"), repository("acme/docs", false)],
    age: 100,
  }),
];

function reportWith(more: Partial<Report> = {}): Report {
  return {
    at,
    scopes: [{ kind: "org", org: "acme" }],
    stacks: ["dev", "prod"],
    secrets,
    hasSecrets: true,
    codespaces: [],
    creates: undefined,
    deletes: [],
    unknown: [],
    ...more,
  };
}

/** A page as a browser has it, with its script run. */
function opened(report: Report) {
  const window = new Window({ url: "file:///audit.html" });
  const { document } = window;
  document.write(pageOf(report, undefined));
  // By hand, since this library runs no script of a page unless it is told to.
  const resets: (() => void)[] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function("document", "setTimeout", SCRIPT)(document, (work: () => void) => resets.push(work));
  const form = document.querySelector("form.filters");
  const give = (name: string, value: string) => {
    const field = form?.querySelector(`[name=${name}]`) as unknown as { value: string } | null;
    if (field) field.value = value;
    form?.dispatchEvent(new window.Event("input"));
  };
  const rows = () => [...document.querySelectorAll("table.matrix tbody tr")];
  return {
    window,
    document,
    form,
    give,
    /** The ids of the rows that are shown, in their order. */
    shown: () =>
      rows()
        .filter((row) => !(row as unknown as { hidden: boolean }).hidden)
        .map((row) => row.querySelector("th")?.textContent.replace("acme/", "")),
    count: () => document.querySelector(".count")?.textContent,
    sort: (name: string) => {
      document.querySelector(`[data-sort=${name}]`)?.dispatchEvent(new window.Event("click"));
    },
    sortedBy: () =>
      [...document.querySelectorAll("th[aria-sort]")]
        .filter((head) => head.getAttribute("aria-sort") !== "none")
        .map((head) => `${head.className} ${head.getAttribute("aria-sort")}`),
    press: (key: string, target: unknown = document.body, more = {}) => {
      const event = new window.KeyboardEvent("keydown", {
        key,
        bubbles: true,
        cancelable: true,
        ...more,
      });
      (target as { dispatchEvent(event: unknown): void }).dispatchEvent(event);
    },
    resetDone: () => {
      for (const work of resets.splice(0)) work();
    },
  };
}

test("every secret is shown until something is asked for", () => {
  const { shown, count, form } = opened(reportWith());
  expect(shown()).toEqual(["B_OLD", "A_NEW", "C_MID", "D_BOTH"]);
  expect(count()).toBe("4 of 4 shown");
  expect((form as unknown as { hidden: boolean }).hidden).toBe(false);
});

test.each([
  ["text", "old", ["B_OLD"]],
  ["text", "DOCS", ["D_BOTH"]],
  ["text", "acme/api d_", ["D_BOTH"]],
  ["text", "  ", ["B_OLD", "A_NEW", "C_MID", "D_BOTH"]],
  ["visibility", "private", ["C_MID"]],
  ["declared", "no", ["A_NEW", "D_BOTH"]],
  ["declared", "yes", ["B_OLD", "C_MID"]],
  ["age", "100", ["B_OLD", "D_BOTH"]],
  ["age", "-", ["B_OLD", "A_NEW", "C_MID", "D_BOTH"]],
])("the filter %s: %s", (name, value, ids) => {
  const page = opened(reportWith());
  page.give(name, value);
  expect(page.shown()).toEqual(ids);
  expect(page.count()).toBe(`${ids.length} of 4 shown`);
});

test("filters count together, and are cleared together", () => {
  const page = opened(reportWith());
  page.give("declared", "no");
  page.give("age", "50");
  expect(page.shown()).toEqual(["D_BOTH"]);
  (page.form as unknown as { reset(): void }).reset();
  page.resetDone();
  expect(page.shown()).toHaveLength(4);
});

test("a column sorts, and then the other way round", () => {
  const page = opened(reportWith());
  expect(page.sortedBy()).toEqual(["name ascending"]);
  page.sort("age");
  expect(page.shown()).toEqual(["A_NEW", "C_MID", "D_BOTH", "B_OLD"]);
  expect(page.sortedBy()).toEqual(["age ascending"]);
  page.sort("age");
  expect(page.shown()).toEqual(["B_OLD", "D_BOTH", "C_MID", "A_NEW"]);
  expect(page.sortedBy()).toEqual(["age descending"]);
  page.sort("name");
  expect(page.shown()).toEqual(["A_NEW", "B_OLD", "C_MID", "D_BOTH"]);
});

test("a slash goes to the search, Escape empties it, and neither is in the way of typing", () => {
  const page = opened(reportWith());
  const search = page.document.querySelector("[name=text]");
  page.press("/", page.document.body, { ctrlKey: true });
  expect(page.document.activeElement).not.toBe(search);
  page.press("/");
  expect(page.document.activeElement).toBe(search);
  page.give("text", "old");
  page.press("Escape", search);
  expect(page.shown()).toHaveLength(4);
});

test("what is known of a preview can be asked for, and only then", () => {
  expect(opened(reportWith()).document.querySelector("[name=preview]")).toBeNull();
  const overwritten = secrets.map((one, index) =>
    index === 0 ? { ...one, preview: "overwritten" as const } : one,
  );
  const page = opened(reportWith({ secrets: overwritten, creates: 1 }));
  page.give("preview", "overwritten");
  expect(page.shown()).toEqual(["B_OLD"]);
  expect(page.document.querySelector("p.preview")?.textContent).toContain(
    "overwrites 1 existing value",
  );
});

test("a cell says whether its column's repository gets the secret, for those who don't see it too", () => {
  const { document } = opened(reportWith());
  const cells = [...document.querySelectorAll("table.matrix tbody tr")].map((row) =>
    [...row.querySelectorAll("td.repository")].map((cell) => cell.textContent),
  );
  const columns = [...document.querySelectorAll("thead th.repository[scope=col]")];
  expect(columns.map((column) => column.textContent)).toEqual(["acme/api", "acme/docs"]);
  // A public repository gets nothing whose visibility is private.
  expect(cells).toEqual([
    ["yes", "yes"],
    ["yes", ""],
    ["yes", ""],
    ["yes", "yes"],
  ]);
});

test("repositories beyond sixty have no column, and the search finds them all the same", () => {
  const names = Array.from({ length: 70 }, (_, n) => repository(`acme/r${n}`));
  const all = [
    secret("ALL", { repositories: names }),
    secret("SOME", { repositories: names.slice(20) }),
  ];
  const matrix = matrixOf(all);
  expect([matrix.columns.length, matrix.left]).toEqual([60, 10]);
  const page = opened(reportWith({ secrets: all }));
  expect(page.document.querySelector(".note")?.textContent).toContain("10 more repositories have");
  page.give("text", "acme/r19");
  expect(page.shown()).toEqual(["ALL"]);
});

test("nothing of GitHub's gets to be a part of the page", () => {
  const evil = `<img src=x onerror=alert(1)>"'&</script><script>`;
  const scopes = [{ kind: "repo", repository: evil }] as const;
  const bad = secret(evil, { id: evil, repositories: [repository(evil)], declaredBy: [evil] });
  const report = reportWith({ secrets: [bad], scopes, stacks: [evil] });
  const text = pageOf(report, [{ rule: "r", className: "c", id: evil, says: evil }]);
  expect(text).not.toContain("<img");
  expect(text.match(/<script/g)).toHaveLength(1);
  const { document } = opened(report);
  expect(document.querySelector("th.name[scope=row]")?.textContent).toBe(evil);
  expect(document.querySelectorAll("img")).toHaveLength(0);
});

test("the page loads nothing, and its policy forbids everything but its own script and style", () => {
  const text = pageOf(reportWith(), undefined);
  expect(text).not.toMatch(/\b(src|href|action)=|@import|url\(|https?:/);
  const hashed = (tag: string) => {
    const [, body = ""] = new RegExp(`<${tag}>([^]*)</${tag}>`).exec(text) ?? [];
    return `'sha256-${createHash("sha256").update(body).digest("base64")}'`;
  };
  const { document } = opened(reportWith());
  const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content");
  expect(policy).toBe(
    `default-src 'none'; style-src ${hashed("style")}; script-src ${hashed("script")}`,
  );
  // A style beside an element would need more.
  expect(text).not.toMatch(/ style=| on[a-z]+=/);
});

test("of many findings the first are seen at once, each secret once with all that was found", () => {
  const ids = Array.from({ length: 30 }, (_, n) => `acme/S_${n}`);
  const of = (says: string) => ids.map((id) => ({ rule: says, className: "c", id, says }));
  const window = new Window();
  window.document.write(pageOf(reportWith(), [...of("old"), ...of("undeclared")]));
  const items = [...window.document.querySelectorAll(".found > ul > li")];
  expect(items).toHaveLength(10);
  expect(items[0]?.textContent).toBe("acme/S_0: old; undeclared");
  expect(window.document.querySelector("summary")?.textContent).toBe("and 20 more secrets");
  expect(window.document.querySelectorAll("details li")).toHaveLength(20);
});

test("what was not looked at is not on the page", () => {
  const text = pageOf(
    reportWith({ stacks: [], hasSecrets: false, secrets: [], codespaces: undefined }),
    undefined,
  );
  expect(text).not.toMatch(/id="(secrets|codespaces|found)"/);
});
