import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manualClock, seedWith, type Clock, type Emulator } from "github-codespaces-emulator";
import { HOST } from "../support/project-file";
import type { PulumiProject } from "../support/pulumi-project";
import { linesOf, TranscriptDocument, asOfClasses, type Section } from "../support/transcripts";
import { useWorld } from "../support/world";

// All changes of docs/reviewing.md are made at once, and each transcript is the lines of its resources. What fails is
// tried after that.

const PATH = "docs/reviewing.md";
const HOUR = 3_600_000;
const JSON_HEADING = "As JSON";
const REVIEW = "preview --json | node review.mjs";
const REFRESH = "refresh --yes --skip-preview --diff";
const UP = "up --yes --skip-preview";
const FAILING = "What fails";

const OTHER_STACK = `
import * as pulumi from "@pulumi/pulumi";
export const registryPassword = pulumi.secret("registry-1");
`;

const document = new TranscriptDocument(PATH);
const { sections } = document;

const seed = seedWith({ organizations: 5 });
const world = useWorld({ clock: creepingClock(), seed, codespaceStepMs: 0.8 });
let project: PulumiProject;
const identities: Record<string, string[]> = {};
/** A name that stays the same for each that GitHub made up. */
const stable: Record<string, string> = {};
const outputs: Record<string, string> = {};
const exits: Record<string, number> = {};

beforeAll(async () => {
  existBefore(world.emulator);
  project = await world.project({
    name: "codespaces",
    file: "index.mjs",
    program: OTHER_STACK,
    env: environment(),
  });
  await project.run("stack", "init", "shared");
  await project.run("up", "--yes", "--skip-preview", "--stack", "shared");
  project.write(document.program(() => false));
  await project.up("--skip-preview");
  await remember();
  world.emulator.advance(HOUR);
  changeByHand(world.emulator);
  await record(REFRESH);
  project.write(document.program((section) => !isFailing(section)));
  await record("preview --diff");
  await review();
  await record(UP);
  await remember();
  await fail();
  if (process.env.TRANSCRIPTS === "write") document.rewrite(transcriptOf);
});

test.each([...sections.map(({ heading }) => heading), JSON_HEADING])("%s", (heading) => {
  const told = new TranscriptDocument(PATH).transcriptOf(heading) ?? "";
  const isOfPlugin = HOST === "plugin" && heading === "Inputs that another resource gives";
  const shown = isOfPlugin ? told.replace(/(\bvalue +): \[unknown\]/, "$1: [secret]") : told;
  expect(shown).toBe(transcriptOf(heading));
});

test("a policy that reads the JSON fails the check, since a secret would be deleted", () => {
  expect(exits[REVIEW]).toBe(1);
});

function existBefore({ drift }: Emulator): void {
  drift.orgSecret("acme", "MAVEN_TOKEN", { value: "by hand" });
  drift.orgSecret("acme", "CODECOV_TOKEN", {
    value: "by hand",
    selectedRepositories: ["acme/api"],
  });
  const value = "of the other stack";
  drift.orgSecret("acme", "SHARED_TOKEN", {
    value,
    visibility: "selected",
    selectedRepositories: [],
  });
}

function changeByHand({ drift }: Emulator): void {
  drift.repoSecret("acme/docs", "LICENSE_KEY", { value: "by hand" });
  drift.userSecret("octocat", "SSH_KEY", { selectedRepositories: ["octocat/hello-world"] });
  drift.orgSecret("acme", "NUGET_TOKEN", { visibility: "private" });
  drift.deleteOrgSecret("acme", "GEMS_TOKEN");
  drift.orgSecret("acme", "ROTATED_KEY", { value: "by hand" });
  drift.orgSecret("acme-5", "NPM_TOKEN", { value: "by hand" });
  drift.orgSecret("acme-5", "UNKNOWN_TOKEN", { value: "by hand" });
}

/** A second of ours is a millisecond: stamps stand still, and a codespace takes its time. */
function creepingClock(): Clock {
  const clock = manualClock("2026-12-01T09:00:00Z");
  return { ...clock, now: () => clock.now() + performance.now() / 1000 };
}

async function record(command: string): Promise<void> {
  const { output } = await project.run(...command.split(" "), "--stack", "dev");
  outputs[command] = asOfClasses(output);
}

/** One after another, since the first failure ends an up. */
async function fail(): Promise<void> {
  const { trial } = await project.resources();
  world.emulator.drift.codespaces.changeGit(trial?.id ?? "", { hasUncommittedChanges: true });
  world.emulator.drift.codespaces.failNextProvisioning();
  for (const { heading, commands, resources } of sections.filter(isFailing)) {
    project.write(document.program((one) => !isFailing(one) || one.heading === heading));
    for (const command of commands) {
      const { output, code } = await project.try(...command.split(" ").slice(1), "--stack", "dev");
      if (command.includes(" up ") && code === 0) throw new Error(`${heading}: it did not fail`);
      outputs[`${heading}: ${command}`] = asOfClasses(output);
    }
    await remember();
    for (const name of resources) identities[name] ??= refused(heading);
  }
}

/** What isn't in the state has its identity in the error only. */
function refused(heading: string): string[] {
  const [, said = ""] = Object.entries(outputs).find(([run]) => run.startsWith(heading)) ?? [];
  return [...said.matchAll(/(\w+ \S+) could not be created: /g)].map(([, one = ""]) => one);
}

function isFailing({ chapter }: Section): boolean {
  return chapter === FAILING;
}

/** As a pipeline would: the JSON of the preview goes into the document's own program. */
async function review(): Promise<void> {
  writeFileSync(join(project.folder, "review.mjs"), document.block("js"));
  const { stdout: input } = await project.preview("--json");
  const cwd = project.folder;
  const ran = spawnSync(process.execPath, ["review.mjs"], { cwd, input, encoding: "utf8" });
  outputs[REVIEW] = asOfClasses(`${ran.stdout}${ran.stderr}`);
  exits[REVIEW] = ran.status ?? -1;
}

/** How the provider names the resources, by their names in the program. */
async function remember(): Promise<void> {
  const resources = Object.entries(await project.resources());
  for (const [name, { type, id = "", outputs }] of resources) {
    const className = type.split(":").at(-1) ?? "";
    const known = (identities[name] ??= []);
    if (known.includes(`${className} ${id}`)) continue;
    known.push(`${className} ${id}`);
    if (className !== "Codespace") continue;
    known.push(`Codespace of ${String(outputs?.repositoryFullName)}`);
    const isFirst = known.length === 2;
    stable[id] = `octocat-${name}-${isFirst ? "1a2b" : "3c4d"}`;
  }
}

function transcriptOf(heading: string): string {
  if (heading === JSON_HEADING) return repeatable(`$ pulumi ${REVIEW}\n${outputs[REVIEW] ?? ""}`);
  const section = sections.find((one) => one.heading === heading);
  const { commands = [], resources = [] } = section ?? {};
  const shown = commands.map((command) => {
    const output = outputs[`${heading}: ${command}`] ?? outputs[command.replace(/^pulumi /, "")];
    const named = resources.flatMap((name) => identities[name] ?? []);
    const lines = linesOf(output ?? "", resources, named);
    return [`$ ${command}`, ...lines, ""].join("\n");
  });
  return repeatable(shown.join(""));
}

/** Without durations, and what GitHub's names are made of. */
function repeatable(text: string): string {
  const named = Object.entries(stable).reduce((all, [id, name]) => all.replaceAll(id, name), text);
  // How soon GitHub shows a deleted one no more is chance.
  return named.replace(/\(after \d+ s\)/g, "(after … s)").replaceAll(": not shown", ": Deleted");
}

/** A value for each variable of the environment that the programs read. */
function environment(): Record<string, string> {
  const programs = document.program(() => false) + document.program(() => true);
  const names = programs.matchAll(/process\.env\.(\w+)/g);
  return Object.fromEntries([...names].map(([, name = ""]) => [name, `value of ${name}`]));
}
