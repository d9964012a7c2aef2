import { diagnosticsOf } from "../support/diagnostics";
import { program, requestLines, useWorld } from "../support/world";

const THREE = program(`for (const name of ["A", "B", "C"]) {
  new OrgCodespacesSecret(name, { org: "acme", secretName: name, value: process.env.VALUE, visibility: "all" });
}`);

const world = useWorld();

test("a fingerprintKey that is missing on one machine is said once, and nothing goes to and fro", async () => {
  const key = "GITHUB_CODESPACES_FINGERPRINT_KEY";
  const project = await world.project({ program: THREE, env: { VALUE: "v", [key]: "key" } });
  await project.up("--skip-preview");
  world.emulator.clearRequests();

  project.setEnv({ [key]: undefined });
  const { code, output } = await project.try("up", "--yes", "--stack", "dev", "--skip-preview");
  expect(code).not.toBe(0);
  const said = diagnosticsOf(output).filter((line) => line.includes("fingerprintKey"));
  expect(said).toEqual([expect.stringContaining("made with another fingerprintKey")]);
  expect(output).not.toContain("updated");

  project.setEnv({ [key]: "key" });
  await project.preview("--expect-no-changes");
  expect(requestLines(world.emulator)).toEqual([]);
});
