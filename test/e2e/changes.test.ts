import type { PulumiProject } from "../support/pulumi-project";
import { program, requestLines, useWorld } from "../support/world";

const SECRETS = "/orgs/acme/codespaces/secrets";

const world = useWorld();
let project: PulumiProject;

interface Declared {
  secretName?: string;
  value?: string;
  visibility?: string;
  selectedRepositories?: (string | number)[] | undefined;
  org?: string;
}

function declare(args: Declared = {}): string {
  const all = {
    org: "acme",
    secretName: "NPM_TOKEN",
    value: "first",
    visibility: "selected",
    selectedRepositories: ["api", "web"],
    ...args,
  };
  return program(`new OrgCodespacesSecret("npm-token", ${JSON.stringify(all)});`);
}

beforeEach(async () => {
  world.emulator.reset();
  project = await world.project({ program: declare() });
  await project.up("--skip-preview");
  world.emulator.clearRequests();
});

test("a changed value is one line of the preview, an update, one key and one PUT", async () => {
  project.write(declare({ value: "second" }));
  const preview = await project.preview("--diff");
  expect(preview.output).toMatch(/~ value: \[secret\] => \[secret\]/);
  expect(preview.output).toMatch(/~ 1 to update/);
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toEqual([
    `GET ${SECRETS}/public-key`,
    `PUT ${SECRETS}/NPM_TOKEN`,
  ]);
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("second");
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.selectedRepositories).toEqual([
    "acme/api",
    "acme/web",
  ]);
});

test("a changed list is shown by repository, and is one PUT that carries no value", async () => {
  project.write(declare({ selectedRepositories: ["web", "docs"] }));
  const preview = await project.preview("--diff");
  expect(preview.output).toMatch(/- acme\/api *: "selected"/);
  expect(preview.output).toMatch(/\+ acme\/docs *: "selected"/);
  expect(preview.output).not.toMatch(/acme\/web/);
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toEqual([
    "POST /graphql",
    `PUT ${SECRETS}/NPM_TOKEN/repositories`,
  ]);
  expect(Object.keys(world.emulator.requests[1]?.body ?? {})).toEqual(["selected_repository_ids"]);
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")).toMatchObject({
    openedValue: "first",
    selectedRepositories: ["acme/web", "acme/docs"],
  });
});

test("a repository taken off the list needs no look-up", async () => {
  project.write(declare({ selectedRepositories: ["web"] }));
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toEqual([`PUT ${SECRETS}/NPM_TOKEN/repositories`]);
});

test("a changed visibility is one PUT that carries no value", async () => {
  project.write(declare({ visibility: "all", selectedRepositories: undefined }));
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toEqual([`PUT ${SECRETS}/NPM_TOKEN`]);
  expect(world.emulator.requests[0]?.body).toEqual({ visibility: "all" });
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")).toMatchObject({
    openedValue: "first",
    visibility: "all",
  });
});

test("a renamed secret is deleted, then created", async () => {
  project.write(declare({ secretName: "OTHER" }));
  const { output } = await project.up("--skip-preview");
  expect(output).toMatch(/1 replaced/);
  const writes = requestLines(world.emulator).filter((line) => !line.startsWith("GET"));
  expect(writes.filter((line) => line !== "POST /graphql")).toEqual([
    `DELETE ${SECRETS}/NPM_TOKEN`,
    `PUT ${SECRETS}/OTHER`,
  ]);
});

test("another case of the name, the organization or a repository is nothing", async () => {
  project.write(
    declare({
      org: "ACME",
      secretName: "npm_Token",
      selectedRepositories: ["WEB", "Acme/Api", "api"],
    }),
  );
  await project.up("--expect-no-changes");
  expect(world.emulator.requests).toHaveLength(0);
});

test("a list that is no longer declared is left as it is", async () => {
  project.write(declare({ selectedRepositories: undefined }));
  await project.up("--skip-preview");
  expect(world.emulator.requests).toHaveLength(0);
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.selectedRepositories).toHaveLength(2);
  await project.refresh("--expect-no-changes");
});
