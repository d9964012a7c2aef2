import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ROOT } from "../../test/support/markdown";

const folder = mkdtempSync(join(tmpdir(), "audit-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The check, with an npm that answers this. */
function checked(answer: string) {
  writeFileSync(join(folder, "npm"), `#!/bin/sh\ncat <<'END'\n${answer}\nEND\n`, { mode: 0o755 });
  const PATH = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "tools/packages/audit.mjs")],
    { encoding: "utf8", env: { PATH } },
  );
  return { status, said: stdout + stderr };
}

const metadata = { vulnerabilities: { total: 0 } };
const url = "https://github.com/advisories/GHSA-1";
const via = [{ name: "octokit", title: "It leaks", url }];

test("no vulnerability is an all-clear", () => {
  expect(checked(JSON.stringify({ vulnerabilities: {}, metadata }))).toEqual({
    status: 0,
    said: "✓ no vulnerability is known, 0 explained\n",
  });
});

test("one that nobody has explained is told", () => {
  const vulnerabilities = { octokit: { via }, ours: { via: ["octokit"] } };
  expect(checked(JSON.stringify({ vulnerabilities, metadata }))).toEqual({
    status: 1,
    said: `✗ octokit: It leaks (${url})\n`,
  });
});

test.each([
  ["an error", JSON.stringify({ message: "405 Method Not Allowed", error: { summary: "" } })],
  ["another answer", "{}"],
  ["a page", "<html>"],
  ["nothing", ""],
])("a registry that answers with %s is no all-clear", (_, answer) => {
  const { status, said } = checked(answer);
  expect(status).toBe(1);
  expect(said).toContain("not known: npm audit found out nothing");
});
