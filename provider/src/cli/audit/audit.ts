import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { sayable } from "../../texts";
import { EXIT, type Command } from "../command";
import { connection, sessionOf } from "../connection";
import { WrongUse, type Given } from "../flags";
import type { Shell } from "../place";
import { Progress } from "../progress";
import { documents, previewedBy, stacksOf } from "../pulumi/sources";
import { scopes, scopesOf } from "../scopes";
import { findingsOf, RULES, rulesIn, type Finding, type AuditRule } from "./findings";
import { pageOf } from "./page";
import { auditJson } from "./json";
import { reportOf, type Report } from "./report";
import { markdown, plain, sheetOf } from "./tables";

export const audit: Command = {
  name: "audit",
  summary: "Reports what exists: each secret, who gets it, its age, and which stack declares it.",
  about: [
    "Reports what exists at GitHub: each secret with its visibility, who gets it, its age, " +
      "and which stack declares it, if any; and codespaces by owner, with how long they have " +
      "been unused, when GitHub deletes them, and whether they have unsaved work.",
    "With --preview it also reports, before anything is written, which existing values a " +
      "program would overwrite, and what it would delete, and how old they are.",
  ],
  usage: "--org LOGIN [--repo OWNER/NAME …] [--user] [--stack NAME …]",
  groups: [
    {
      ...scopes,
      flags: {
        ...scopes.flags,
        only: { takes: "WHAT", says: "secrets or codespaces. Default: all (both)." },
      },
    },
    documents,
    {
      heading: "What to print",
      flags: {
        markdown: { says: "Markdown, for example for a job summary in GitHub Actions." },
        json: { says: "JSON, for other programs." },
        html: {
          takes: "FILE",
          says: "Also write an HTML page that needs no network; overwrites an existing file.",
        },
        "fail-on": {
          takes: "RULES",
          many: true,
          says: `Exit with 3 if something matches one of these, separated by commas: ${RULES}.`,
        },
      },
    },
    connection,
  ],
  examples: [
    "pulumi-github-codespaces audit --org acme --stack dev --stack prod",
    "pulumi-github-codespaces audit --org acme --stack prod --fail-on undeclared,older-than=180d",
    'pulumi-github-codespaces audit --org acme --markdown >> "$GITHUB_STEP_SUMMARY"',
    "pulumi preview --json | pulumi-github-codespaces audit --preview - --fail-on overwritten,deleted",
  ],
  found: "Something matched --fail-on.",
  run,
};

async function run(given: Given, place: Shell): Promise<number> {
  const rules = given.has("fail-on") ? rulesIn(given.all("fail-on")) : undefined;
  checkUse(given, rules ?? []);
  const asked = scopesOf(given);
  const only = given.choice("only", ["all", "secrets", "codespaces"]);
  const progress = new Progress(place);
  const session = sessionOf(given, place, { progress });
  const stacks = await stacksOf(given, place);
  const preview = await previewedBy(given, place);
  if (preview?.hasFailed) throw new Error(FAILED_PREVIEW);
  const open = () => Promise.resolve(session);
  const report = await reportOf(
    { scopes: asked, preview, stacks, only },
    {
      open,
      progress,
      now: () => place.clock.now(),
      login: async () => (await session.user()).login,
    },
  );
  const findings = rules && findingsOf(report, rules);
  place.out(printed(given, report, findings));
  const file = given.text("html");
  if (file !== undefined) await writeFile(resolve(place.folder, file), pageOf(report, findings));
  return (findings ?? []).length > 0 ? EXIT.found : EXIT.fine;
}

/** A list that may be incomplete would read as an all-clear. */
const FAILED_PREVIEW =
  "the preview failed, so it doesn't tell all that an `up` would do. `pulumi preview` says why it failed.";

function checkUse(given: Given, rules: readonly AuditRule[]): void {
  if (!["org", "repo", "user", "preview"].some((name) => given.has(name))) {
    throw new WrongUse("nothing to read: give --org, --repo, --user or --preview");
  }
  if (given.has("markdown") && given.has("json")) {
    throw new WrongUse("--markdown and --json can't be given together");
  }
  if (rules.length > 0 && given.text("only") === "codespaces") {
    throw new WrongUse("--fail-on is about secrets, which --only codespaces leaves out");
  }
  const isKnown = {
    stacks: given.has("stack") || given.has("state"),
    preview: given.has("preview"),
  };
  const unknown = rules.find(({ needs }) => needs !== undefined && !isKnown[needs]);
  if (unknown !== undefined) {
    const flags = unknown.needs === "stacks" ? "--stack or --state" : "--preview";
    throw new WrongUse(`--fail-on ${unknown.name} needs ${flags}`);
  }
}

function printed(given: Given, report: Report, findings: readonly Finding[] | undefined): string {
  if (given.has("json")) return auditJson(report, findings);
  const sheet = sheetOf(report, findings);
  const text = given.has("markdown") ? markdown(sheet) : plain(sheet);
  // Line by line, because a long text would be cut.
  return text.split("\n").map(sayable).join("\n");
}
