import { program, requestLines, useWorld } from "../support/world";

const SECRET = program(
  'new OrgCodespacesSecret("s", { org: "acme", secretName: "S", value: "v", visibility: "all" });',
);

const world = useWorld();

test("an app in github:appAuth, as `pulumi config set --path` writes it, is taken", async () => {
  const env = { GITHUB_TOKEN: undefined };
  const project = await world.project({ program: SECRET, env });
  const pem = world.emulator.appPrivateKey(3001);
  await project.run("config", "set", "--path", "github:appAuth.id", "3001");
  await project.run("config", "set", "--path", "github:appAuth.installationId", "4001");
  const setKey = ["config", "set", "--secret", "--path", "github:appAuth.pemFile"];
  expect(await project.answering(pem, ...setKey)).toMatchObject({ code: 0 });
  await project.up("--skip-preview");
  expect(requestLines(world.emulator)).toContain("POST /app/installations/4001/access_tokens");
  expect(world.emulator.orgSecret("acme", "S")?.openedValue).toBe("v");
});
