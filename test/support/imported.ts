import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "github-codespaces-emulator";
import type { PulumiProject } from "./pulumi-project";
import { requestLines, type World } from "./world";

/** What `pulumi import` is told in a file. */
export interface Import {
  type: string;
  name: string;
  id: string;
  /** What a program in JavaScript says of it, with a value of its own. */
  args: string;
}

export const SINGLES = "one of every class that GitHub lets read";
export const SETS = "the set of each place";

/** What exists before the import. Some of it is on another one's list, which Pulumi may write as a reference. */
export function prepareImport({ drift }: Emulator): void {
  const selectedRepositories = ["acme/api", "acme/docs"];
  drift.orgSecret("acme", "NPM_TOKEN", { value: "theirs", selectedRepositories });
  drift.orgSecret("acme", "SHARED", { value: "theirs", selectedRepositories: ["acme/web"] });
  drift.orgSecret("acme", "OF_ALL", { value: "theirs", visibility: "all" });
  drift.orgSecret("acme", "OF_NONE", { value: "theirs", selectedRepositories: [] });
  drift.repoSecret("acme/api", "OF_A_REPOSITORY", { value: "theirs" });
  drift.userSecret("octocat", "MINE", {
    value: "theirs",
    selectedRepositories: ["octocat/dotfiles"],
  });
  drift.codespaces.create("octocat", { repository: "octocat/hello-world" });
}

const of = (className: string, name: string, id: string, args: string): Import => ({
  type: `github-codespaces:index:${className}`,
  name,
  id,
  args,
});
const list = 'selectedRepositories: ["acme/api", "acme/docs"]';
const mine = 'selectedRepositories: ["octocat/dotfiles"]';
const ours = 'value: "ours"';

/** By what they are: two resources of one secret would be two declarations of it. */
export function importsOf(emulator: Emulator): Record<typeof SINGLES | typeof SETS, Import[]> {
  const [codespace] = emulator.codespaces("octocat");
  const displayName = JSON.stringify(codespace?.displayName);
  return {
    [SINGLES]: [
      of(
        "OrgCodespacesSecret",
        "npm-token",
        "acme/NPM_TOKEN",
        `org: "acme", secretName: "NPM_TOKEN", visibility: "selected", ${list}, ${ours}`,
      ),
      of(
        "RepoCodespacesSecret",
        "of-one",
        "acme/api/OF_A_REPOSITORY",
        `repository: "acme/api", secretName: "OF_A_REPOSITORY", ${ours}`,
      ),
      of("UserCodespacesSecret", "mine", "user/MINE", `secretName: "MINE", ${mine}, ${ours}`),
      of(
        "OrgCodespacesSecretRepository",
        "web",
        "acme/SHARED/acme/web",
        'org: "acme", secretName: "SHARED", repository: "acme/web"',
      ),
      of(
        "UserCodespacesSecretRepository",
        "dots",
        "user/MINE/octocat/dotfiles",
        'secretName: "MINE", repository: "octocat/dotfiles"',
      ),
      of(
        "Codespace",
        "codespace",
        codespace?.name ?? "",
        `repository: "octocat/hello-world", ref: "main", machine: "basicLinux32gb", displayName: ${displayName}`,
      ),
    ],
    [SETS]: [
      of(
        "OrgCodespacesSecrets",
        "acme",
        "acme",
        `org: "acme", secrets: { NPM_TOKEN: { visibility: "selected", ${list}, ${ours} } }`,
      ),
      of("UserCodespacesSecrets", "me", "user", `secrets: { MINE: { ${mine}, ${ours} } }`),
      of(
        "RepoCodespacesSecrets",
        "api",
        "acme/api",
        `repositories: ["acme/api"], secrets: { OF_A_REPOSITORY: { ${ours} } }`,
      ),
    ],
  };
}

/** Runs `pulumi import` with a file. */
export async function importAll(
  project: PulumiProject,
  resources: readonly Import[],
  ...options: string[]
): Promise<void> {
  const file = join(project.folder, "import.json");
  const named = resources.map(({ type, name, id }) => ({ type, name, id }));
  writeFileSync(file, JSON.stringify({ resources: named }));
  const { output } = await project.run(
    ...["import", "--file", file, "--yes", "--stack", "dev", ...options],
  );
  // Of language hosts that aren't beside the CLI.
  const told = output.replace(/warning: using pulumi-language-.*/g, "").replace(/\d warning/g, "");
  expect(told).not.toMatch(/warning|failed|error/i);
  expect(output).toContain(`= ${resources.length} imported`);
}

/** All values that GitHub has. */
function valuesAt(emulator: Emulator): (string | undefined)[] {
  return [
    ...emulator.orgSecrets("acme"),
    ...emulator.userSecrets("octocat"),
    ...emulator.repoSecrets("acme/api"),
  ].map(({ openedValue }) => openedValue);
}

/** What is not a value, and no time. */
function restAt(emulator: Emulator): unknown[] {
  return [...emulator.orgSecrets("acme"), ...emulator.userSecrets("octocat")].map(
    ({ name, visibility, selectedRepositories, createdAt }) => [
      name,
      visibility,
      selectedRepositories,
      createdAt,
    ],
  );
}

/**
 * The life of a program that Pulumi has written from what it imported: it changes nothing, and a value that it is given later is
 * written in place.
 */
export async function expectImportedProgram(
  project: PulumiProject,
  { emulator }: World,
  program: string,
): Promise<void> {
  project.write(program);
  emulator.clearRequests();
  await project.preview("--expect-no-changes");
  await project.up("--expect-no-changes");
  expect(requestLines(emulator)).toEqual([]);
  await project.settled();
  expect(new Set(valuesAt(emulator))).toEqual(new Set(["theirs"]));

  const before = restAt(emulator);
  const given = withValues(program);
  expect(given).not.toBe(program);
  project.write(given);
  const { output } = await project.up("--diff");
  expect(output).not.toMatch(/created|deleted|replaced/);
  const written = valuesAt(emulator).filter((value) => value === "ours");
  expect(written).toHaveLength(given.match(/\bours\b/g)?.length ?? 0);
  expect(restAt(emulator)).toEqual(before);
  await project.settled();
}

/** In YAML and TypeScript, in Python, and in Go. */
function withValues(program: string): string {
  return program
    .replace(/keepValue: true/g, 'value: "ours"')
    .replace(/keep_value("?[=:] ?)True/g, 'value$1"ours"')
    .replace(/KeepValue:(\s+)pulumi\.Bool\(true\)/g, 'Value:$1pulumi.String("ours")');
}
