import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProxy, startTlsFront, type Relay } from "../support/proxy";
import type { PulumiProject } from "../support/pulumi-project";
import { newFolder, removeFolders } from "../support/run-command";
import { program, requestLines, useWorld } from "../support/world";

const ACCESS = program(
  'new OrgCodespacesAccess("a", { org: "acme", visibility: process.env.WHO });',
);
const PUT = "PUT /orgs/acme/codespaces/access";

const world = useWorld();
let proxy: Relay;
let front: Awaited<ReturnType<typeof startTlsFront>>;
let project: PulumiProject;
let certificate: string;

beforeAll(async () => {
  proxy = await startProxy();
  front = await startTlsFront(world.emulator.url);
  certificate = join(newFolder(), "ca.pem");
  writeFileSync(certificate, front.certificate);
  project = await world.project({
    program: ACCESS,
    env: { GITHUB_CODESPACES_RETRIES: "0", WHO: "all_members" },
  });
});

beforeEach(() => {
  world.emulator.reset();
  proxy.lines.length = 0;
  project.setEnv({ HTTPS_PROXY: undefined, HTTP_PROXY: undefined, NO_PROXY: undefined });
  project.setEnv({ GITHUB_API_URL: front.url, NODE_EXTRA_CA_CERTS: certificate });
});

afterAll(async () => {
  await Promise.all([front.close(), proxy.close()]);
  removeFolders();
});

/** An `up` that sends one PUT. */
function up(who: string) {
  project.setEnv({ WHO: who });
  return project.try("up", "--yes", "--stack", "dev", "--skip-preview");
}

test("a certificate that nobody vouches for is refused, and the reason said", async () => {
  project.setEnv({ NODE_EXTRA_CA_CERTS: undefined });
  const { code, output } = await up("all_members");
  expect(code).not.toBe(0);
  expect(output).toMatch(/GitHub did not answer PUT .*self-signed certificate/s);
  expect(requestLines(world.emulator)).toEqual([]);
});

test("NODE_EXTRA_CA_CERTS vouches for it", async () => {
  expect(await up("all_members")).toMatchObject({ code: 0 });
  expect(requestLines(world.emulator)).toEqual([PUT]);
});

test("HTTPS_PROXY tunnels, with the extra certificate too, and sees no token", async () => {
  // As people write it: without http://, which it is.
  project.setEnv({ HTTPS_PROXY: new URL(proxy.url).host });
  expect(await up("disabled")).toMatchObject({ code: 0 });
  expect(requestLines(world.emulator)).toEqual([PUT]);
  expect(proxy.lines).toEqual([`CONNECT ${new URL(front.url).host}`]);
  expect(proxy.headers).not.toContain(world.emulator.token);
});

test("NO_PROXY goes past it", async () => {
  project.setEnv({ HTTPS_PROXY: proxy.url, NO_PROXY: "localhost" });
  expect(await up("all_members")).toMatchObject({ code: 0 });
  expect(requestLines(world.emulator)).toEqual([PUT]);
  expect(proxy.lines).toEqual([]);
});

test("HTTP_PROXY is for plain http, which is loopback's only", async () => {
  project.setEnv({ HTTP_PROXY: proxy.url, GITHUB_API_URL: world.emulator.url });
  expect(await up("disabled")).toMatchObject({ code: 0 });
  expect(requestLines(world.emulator)).toEqual([PUT]);
  expect(proxy.lines).toHaveLength(1);
});

test("a proxy that doesn't answer is named among what to check", async () => {
  project.setEnv({ HTTPS_PROXY: "http://127.0.0.1:9" });
  const { code, output } = await up("all_members");
  expect(code).not.toBe(0);
  expect(output.replace(/\s+/g, " ")).toContain(
    "Check the network, a proxy (HTTPS_PROXY, NO_PROXY)",
  );
});
