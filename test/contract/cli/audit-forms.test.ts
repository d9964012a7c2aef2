import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock, seedWith } from "github-codespaces-emulator";
import { dayOf, fill } from "../../support/audited";
import { runCli, type Around } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";

// What an audit prints, in each of its forms.

const { emulator } = useEmulator({ clock: manualClock("2026-01-01T10:00:00Z"), seed: seedWith() });

const audit = (args: string[], around?: Around) => runCli(emulator, ["audit", ...args], around);

test("--markdown is a table in which nothing of GitHub's is a mark", async () => {
  fill(emulator);
  const { out } = await audit(["--org", "acme", "--markdown", "--only", "secrets"]);
  expect(out).toBe(`## Codespaces of acme, ${dayOf(emulator)} 10:00 UTC

### Secrets

| Secret | Visibility | Who gets it | Age |
| --- | --- | --- | --- |
| acme/NPM\\_TOKEN | selected | acme/api, acme/web | 1 day |
| acme/OLD | all | all repositories | 201 days |
| acme/SENTRY | private | private and internal repositories | 1 day |
`);
});

test("--json has everything for another program, and nothing that was not looked at", async () => {
  fill(emulator);
  const { out } = await audit([
    "--org",
    "acme",
    "--json",
    "--only",
    "secrets",
    "--fail-on",
    "visibility=all",
  ]);
  const result = JSON.parse(out) as { secrets: object[] };
  expect(Object.keys(result)).toEqual(["at", "secrets", "findings"]);
  expect(result.secrets[0]).toEqual({
    class: "OrgCodespacesSecret",
    id: "acme/NPM_TOKEN",
    visibility: "selected",
    repositories: ["acme/api", "acme/web"],
    createdAt: `${dayOf(emulator, 1)}T10:00:00Z`,
    updatedAt: `${dayOf(emulator, 1)}T10:00:00Z`,
    ageDays: 1,
  });
  expect(result).toMatchObject({
    findings: [{ class: "OrgCodespacesSecret", id: "acme/OLD", rule: "visibility=all" }],
  });
});

test("--html writes one page beside what is printed", async () => {
  fill(emulator);
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  const { code, out } = await audit(["--org", "acme", "--html", "audit.html"], { folder });
  expect(code).toBe(0);
  expect(out).toContain("acme/NPM_TOKEN");
  const page = readFileSync(join(folder, "audit.html"), "utf8");
  rmSync(folder, { recursive: true });
  expect(page).toMatch(/^<!doctype html>\n/);
  expect(page).toContain('<th scope="row" class="name">acme/NPM_TOKEN</th>');
  expect(page).not.toContain("canary");
});

test("what GitHub says does nothing to a terminal, a table or a CI that reads lines", async () => {
  const bad = "A\u001b[2J\r\n::error::x\u202e|<b>";
  const stamp = "2026-01-01T00:00:00Z";
  const secret = { name: bad, created_at: stamp, updated_at: stamp, visibility: "all" };
  const body = { total_count: 1, secrets: [secret] };
  for (const format of [[], ["--markdown"], ["--json"]]) {
    emulator.fail({ path: "/orgs/acme/codespaces/secrets", status: 200, body });
    const { out } = await audit(["--org", "acme", "--only", "secrets", ...format]);
    expect(out).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]/u);
    expect(out).not.toMatch(/^\s*::/m);
  }
});
