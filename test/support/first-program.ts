import { Document } from "./markdown";
import type { PulumiProject } from "./pulumi-project";
import { requestLines, type World } from "./world";

/** The first program of a page of docs/, which a person copies. */
export function firstProgram(page: string, kind: string): string {
  const found = new Document(page).blocks.find((block) => block.kind === kind);
  if (found === undefined) throw new Error(`${page} has no program`);
  return found.text;
}

/**
 * The life of a page's first program: previewed and applied, nothing to do afterwards, changed, and destroyed.
 * `change` gives its secret to `docs` in the place of `web`.
 */
export async function expectFirstProgram(
  project: PulumiProject,
  { emulator }: World,
  change: () => void,
): Promise<void> {
  await project.up("--skip-preview=false");
  const secret = emulator.orgSecret("acme", "NPM_TOKEN");
  expect(secret?.openedValue).toBe("s3cret");
  const { outputs } = project.all()[0] ?? {};
  expect(outputs).toEqual({ writtenAt: secret?.updatedAt, names: ["NPM_TOKEN"] });
  await project.settled();

  change();
  emulator.clearRequests();
  const { output } = await project.up("--diff");
  expect(output).toContain('+ acme/docs: "selected"');
  expect(output).toContain('- acme/web : "selected"');
  expect(requestLines(emulator).filter((line) => line.startsWith("PUT"))).toEqual([
    "PUT /orgs/acme/codespaces/secrets/NPM_TOKEN/repositories",
  ]);

  await project.destroy();
  expect(emulator.orgSecrets("acme")).toEqual([]);
  expect(project.files().filter(({ text }) => text.includes("s3cret"))).toEqual([]);
}
