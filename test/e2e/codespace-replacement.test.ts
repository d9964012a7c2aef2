import { PartsProject } from "../support/parts-project";
import { useWorld } from "../support/world";

// How a codespace comes to be replaced, and what becomes of unsaved work; each test has its own part of one program.

const TYPE = "pulumi-nodejs:dynamic/github-codespaces:Codespace";
const UNSAVED = { hasUnpushedChanges: true, ahead: 1 };
const SAVED = { hasUnpushedChanges: false, ahead: 0 };

/** Its name in the program is also the name that is shown. */
const codespace = (name: string, options = "{}", inputs = "") =>
  `new Codespace("${name}", { repository: "octocat/hello-world", displayName: "${name}", ${inputs} }, ${options});`;

/** One whose repository gets another name at GitHub. */
const moved = (name: string, repository: string, options = "{}") =>
  codespace(name, options, `repository: "${repository}"`);

const world = useWorld({ codespaceStepMs: 0 });
let stack: PartsProject;

beforeAll(async () => {
  stack = await PartsProject.applied(world, {
    deleteBeforeReplace: codespace("order", "{ deleteBeforeReplace: false }"),
    rename: codespace("old"),
    replace: codespace("replaced"),
    taint: codespace("tainted"),
    failed: "",
    moved: moved("moved", "octocat/dotfiles"),
    movedBeside: moved("moved-beside", "octocat/dotfiles", "{ deleteBeforeReplace: false }"),
    movedRetained: moved("moved-retained", "octocat/dotfiles", "{ retainOnDelete: true }"),
  });
});

/** The names that GitHub gave those of a displayed name. */
function named(displayName: string): string[] {
  const all = world.emulator.codespaces("octocat");
  return all.filter((one) => one.displayName === displayName).map(({ name }) => name);
}

function changeGit(name: string, change: typeof SAVED): void {
  world.emulator.drift.codespaces.changeGit(name, change);
}

const writesIn = (requests: string[]) => requests.filter((line) => !line.startsWith("GET"));
const POST = "POST /repos/octocat/hello-world/codespaces";
const deletionOf = (name: string) => `DELETE /user/codespaces/${name}`;
const urn = (name: string) => `urn:pulumi:dev::test::${TYPE}::${name}`;

async function failingUp(...args: string[]): Promise<{ said: string; writes: string[] }> {
  world.emulator.clearRequests();
  const all = ["up", "--yes", "--skip-preview", "--stack", "dev", ...args];
  const { code, output } = await stack.project.try(...all);
  expect(code).not.toBe(0);
  const lines = world.emulator.requests.map(({ method, path }) => `${method} ${path}`);
  return { said: output.replace(/\s+/g, " "), writes: writesIn(lines) };
}

test("deleteBeforeReplace: false makes the new one before it deletes the old one", async () => {
  const [old = ""] = named("order");
  stack.change({
    deleteBeforeReplace: codespace("order", "{ deleteBeforeReplace: false }", 'ref: "develop"'),
  });
  const { requests } = await stack.up();
  expect(writesIn(requests)).toEqual([POST, deletionOf(old)]);
  expect(named("order")).toEqual([expect.not.stringMatching(old)]);
});

test("deleteBeforeReplace: false with unsaved work: the old one stays beside the new one until it is pushed", async () => {
  const [old = ""] = named("order");
  changeGit(old, UNSAVED);
  stack.change({
    deleteBeforeReplace: codespace("order", "{ deleteBeforeReplace: false }", 'ref: "main"'),
  });
  const { said, writes } = await failingUp();
  expect(said).toContain(
    `Codespace ${old} could not be deleted: it has unpushed changes on develop`,
  );
  expect(writes).toEqual([POST]);
  const [, made = ""] = named("order");
  changeGit(old, SAVED);
  const { requests } = await stack.up();
  expect(writesIn(requests)).toEqual([deletionOf(old)]);
  expect(named("order")).toEqual([made]);
});

test("renamed in the program without an alias, it is another one; the old one stays until its work is pushed", async () => {
  const [old = ""] = named("old");
  changeGit(old, UNSAVED);
  stack.change({ rename: codespace("new") });
  const { said, writes } = await failingUp();
  expect(said).toContain(`Codespace ${old} could not be deleted: it has unpushed changes on main`);
  expect(writes).toEqual([POST]);
  const made = named("new");
  expect(made).toHaveLength(1);
  changeGit(old, SAVED);
  const { requests } = await stack.up();
  expect(writesIn(requests)).toEqual([deletionOf(old)]);
  expect([...named("old"), ...named("new")]).toEqual(made);
});

test("up --replace with unsaved work is refused before anything is made", async () => {
  const [old = ""] = named("replaced");
  changeGit(old, UNSAVED);
  const { said, writes } = await failingUp("--replace", urn("replaced"));
  expect(said).toContain(`Codespace ${old} could not be deleted: it has unpushed changes on main`);
  expect(writes).toEqual([]);
  changeGit(old, SAVED);
  const { requests } = await stack.up("--replace", urn("replaced"));
  expect(writesIn(requests)).toEqual([deletionOf(old), POST]);
});

test("state taint: the next up replaces it, or is refused before anything is made", async () => {
  const [old = ""] = named("tainted");
  changeGit(old, UNSAVED);
  await stack.run("state", "taint", urn("tainted"), "--yes");
  const { said, writes } = await failingUp();
  expect(said).toContain(`Codespace ${old} could not be deleted: it has unpushed changes on main`);
  expect(writes).toEqual([]);
  changeGit(old, SAVED);
  const { requests } = await stack.up();
  expect(writesIn(requests)).toEqual([deletionOf(old), POST]);
});

test("one that failed to be made is never called unchanged, and --replace makes it anew", async () => {
  world.emulator.drift.codespaces.failNextProvisioning();
  stack.change({ failed: codespace("failed") });
  expect((await failingUp()).said).toContain("it is Failed, and won't recover by itself");
  const [lost = ""] = named("failed");
  const refreshed = await stack.run("refresh", "--yes", "--skip-preview", "--diff");
  expect(refreshed.output).toContain('readiness: "ready" => "Failed"');
  const again = await failingUp();
  expect(again.said).toContain("[diff: ~readiness]");
  expect(again.said).toContain("it is Failed, and won't recover by itself");
  expect(again.writes).toEqual([]);
  const { requests } = await stack.up("--replace", urn("failed"));
  expect(writesIn(requests)).toEqual([deletionOf(lost), POST]);
  await stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes");
});

test("with a new name of its repository in the program it stays, without a refresh; with another repository it is replaced", async () => {
  const { drift } = world.emulator;
  const before = ["moved", "moved-beside", "moved-retained"].flatMap(named);
  drift.renameRepository("octocat/dotfiles", "octocat/dotfiles-2");
  for (const name of before) changeGit(name, UNSAVED);
  stack.change({
    moved: moved("moved", "octocat/dotfiles-2"),
    movedBeside: moved("moved-beside", "octocat/dotfiles-2", "{ deleteBeforeReplace: false }"),
    movedRetained: moved("moved-retained", "octocat/dotfiles-2", "{ retainOnDelete: true }"),
  });
  const preview = (await stack.run("preview")).output.replace(/\s+/g, " ");
  expect(preview).toContain("if octocat/dotfiles-2 is octocat/dotfiles under a new name, it stays");
  const { requests } = await stack.up();
  expect(new Set(writesIn(requests))).toEqual(new Set(["POST /graphql"]));
  expect(["moved", "moved-beside", "moved-retained"].flatMap(named)).toEqual(before);
  await stack.run("up", "--yes", "--skip-preview", "--expect-no-changes");

  for (const name of before) changeGit(name, SAVED);
  stack.change({
    moved: moved("moved", "octocat/hello-world"),
    movedBeside: "",
    movedRetained: "",
  });
  const [old = "", beside = ""] = before;
  const another = await stack.up();
  expect(writesIn(another.requests)).toEqual([
    "POST /graphql",
    deletionOf(old),
    POST,
    deletionOf(beside),
  ]);
  expect(named("moved-retained")).toHaveLength(1);
});
