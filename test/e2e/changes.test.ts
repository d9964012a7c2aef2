import { PartsProject } from "../support/parts-project";
import { useWorld } from "../support/world";

const SECRETS = "/orgs/acme/codespaces/secrets";

const world = useWorld();
let stack: PartsProject;

interface Declared {
  secretName?: string;
  value?: string;
  visibility?: string;
  selectedRepositories?: (string | number)[] | undefined;
  org?: string;
}

function declare(name: string, args: Declared = {}): string {
  const all = {
    org: "acme",
    secretName: name,
    value: "first",
    visibility: "selected",
    selectedRepositories: ["api", "web"],
    ...args,
  };
  return `new OrgCodespacesSecret("${name}", ${JSON.stringify(all)});`;
}

// One program for all of the tests; each changes its own secret.
beforeAll(async () => {
  const names = ["VALUE", "LIST", "SHORTER", "VISIBILITY", "RENAMED", "CASE", "UNMANAGED"];
  stack = await PartsProject.applied(
    world,
    Object.fromEntries(names.map((name) => [name, declare(name)])),
  );
});

const held = (name: string) => world.emulator.orgSecret("acme", name);

test("a changed value is one line of the preview, an update, one key and one PUT", async () => {
  stack.change({ VALUE: declare("VALUE", { value: "second" }) });
  const preview = await stack.run("preview", "--diff");
  expect(preview.output).toMatch(/~ value: \[secret\] => \[secret\]/);
  expect(preview.output).toMatch(/~ 1 to update/);
  const { requests } = await stack.up();
  expect(requests).toEqual([`GET ${SECRETS}/public-key`, `PUT ${SECRETS}/VALUE`]);
  expect(held("VALUE")).toMatchObject({
    openedValue: "second",
    selectedRepositories: ["acme/api", "acme/web"],
  });
});

test("a changed list is shown by repository, and is one PUT that carries no value", async () => {
  stack.change({ LIST: declare("LIST", { selectedRepositories: ["web", "docs"] }) });
  const preview = await stack.run("preview", "--diff");
  expect(preview.output).toMatch(/- acme\/api *: "selected"/);
  expect(preview.output).toMatch(/\+ acme\/docs *: "selected"/);
  expect(preview.output).not.toMatch(/acme\/web/);
  const { requests } = await stack.up();
  expect(requests).toEqual(["POST /graphql", `PUT ${SECRETS}/LIST/repositories`]);
  expect(Object.keys(world.emulator.requests[1]?.body ?? {})).toEqual(["selected_repository_ids"]);
  expect(held("LIST")).toMatchObject({
    openedValue: "first",
    selectedRepositories: ["acme/web", "acme/docs"],
  });
});

test("a repository taken off the list needs no look-up", async () => {
  stack.change({ SHORTER: declare("SHORTER", { selectedRepositories: ["web"] }) });
  const { requests } = await stack.up();
  expect(requests).toEqual([`PUT ${SECRETS}/SHORTER/repositories`]);
  expect(held("SHORTER")?.selectedRepositories).toEqual(["acme/web"]);
});

test("a changed visibility is one PUT that carries no value", async () => {
  const everybodys = { visibility: "all", selectedRepositories: undefined };
  stack.change({ VISIBILITY: declare("VISIBILITY", everybodys) });
  const { requests } = await stack.up();
  expect(requests).toEqual([`PUT ${SECRETS}/VISIBILITY`]);
  expect(world.emulator.requests[0]?.body).toEqual({ visibility: "all" });
  expect(held("VISIBILITY")).toMatchObject({
    openedValue: "first",
    visibility: "all",
  });
});

test("a renamed secret is deleted, then created", async () => {
  stack.change({ RENAMED: declare("RENAMED", { secretName: "OTHER" }) });
  const { output, requests } = await stack.up();
  expect(output).toMatch(/1 replaced/);
  const writes = requests.filter((line) => !line.startsWith("GET"));
  expect(writes.filter((line) => line !== "POST /graphql")).toEqual([
    `DELETE ${SECRETS}/RENAMED`,
    `PUT ${SECRETS}/OTHER`,
  ]);
});

test("another case of the name, the organization or a repository is nothing", async () => {
  stack.change({
    CASE: declare("CASE", {
      org: "ACME",
      secretName: "Case",
      selectedRepositories: ["WEB", "Acme/Api", "api"],
    }),
  });
  const { requests } = await stack.up("--expect-no-changes");
  expect(requests).toEqual([]);
});

test("a list that is no longer declared is left as it is", async () => {
  stack.change({ UNMANAGED: declare("UNMANAGED", { selectedRepositories: undefined }) });
  const { requests } = await stack.up();
  expect(requests).toEqual([]);
  expect(held("UNMANAGED")?.selectedRepositories).toHaveLength(2);
  await stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
});
