import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { firstProgram } from "../support/first-program";
import { ROOT } from "../support/markdown";
import { startProxy } from "../support/proxy";
import { useWorld } from "../support/world";

// The plugin as users get it: packed, and fetched by Pulumi from a server.

const world = useWorld();
const OUT = join(ROOT, ".cache", "plugin-under-test");
const ARCHIVES = join(OUT, "archives");
const program = firstProgram("docs/yaml.md", "yaml").replace(/^(name|runtime): .*\n/gm, "");
const { version } = JSON.parse(readFileSync(join(ROOT, "provider/package.json"), "utf8")) as {
  version: string;
};

/** What was asked for, and whether it was there. */
const asked: string[] = [];
let server: Server;
let address = "";

beforeAll(async () => {
  server = createServer(({ url = "/" }, answer) => {
    const name = decodeURIComponent(url).split("/").at(-1) ?? "";
    const isThere = readdirSync(ARCHIVES).includes(name);
    asked.push(`${name} ${isThere ? 200 : 404}`);
    const body = isThere ? readFileSync(join(ARCHIVES, name)) : Buffer.alloc(0);
    // Pulumi wants to know how much there is to come.
    answer.writeHead(isThere ? 200 : 404, { "content-length": body.length }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pack = ["tools/pack/main.mjs", "--out", OUT, "--download-url", address];
  execFileSync(process.execPath, pack, { cwd: ROOT });
});
afterAll(() => {
  server.close();
});

const project = () =>
  world.project({
    file: "Main.yaml",
    program,
    secretConfig: { npmToken: "s3cret" },
    // npm has linked this checkout's own plugin into its folder of PATH.
    env: { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" },
  });

test("there is an archive for each platform that Pulumi asks for, of at most 1 MB", () => {
  const platforms = ["linux", "darwin", "windows"].flatMap((system) =>
    ["amd64", "arm64"].map((processor) => `${system}-${processor}`),
  );
  const names = platforms.map(
    (platform) => `pulumi-resource-github-codespaces-v${version}-${platform}.tar.gz`,
  );
  expect(readdirSync(ARCHIVES).sort()).toEqual(names.sort());
  const sizes = names.map((name) => statSync(join(ARCHIVES, name)).size);
  expect(Math.max(...sizes)).toBeLessThan(1_000_000);
});

test("pulumi package add gets it from a server, and a machine without it gets it by itself", async () => {
  const first = await project();
  await first.run("package", "add", `github-codespaces@${version}`, "--server", address);
  const projectFile = readFileSync(join(first.folder, "Pulumi.yaml"), "utf8");
  expect(projectFile).toContain("github-codespaces");
  expect(projectFile).toContain(address);
  await first.up();
  expect(world.emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue).toBe("s3cret");

  asked.length = 0;
  first.setEnv({ PULUMI_HOME: join(first.folder, "another-home") });
  await first.settled();
  expect(asked.at(-1)).toMatch(/^pulumi-resource-github-codespaces-v.* 200$/);
  await first.destroy();
  expect(world.emulator.orgSecrets("acme")).toEqual([]);
});

test("pulumi plugin install takes an archive, which knows its own version and where it comes from, and reaches GitHub through a proxy", async () => {
  const second = await project();
  const { platform, arch } = process;
  const system = platform === "win32" ? "windows" : platform;
  const processor = arch === "x64" ? "amd64" : arch;
  const name = `pulumi-resource-github-codespaces-v${version}-${system}-${processor}.tar.gz`;
  const install = ["plugin", "install", "resource", "github-codespaces", version];
  await second.run(...install, "--file", join(ARCHIVES, name));
  const { output } = await second.run("plugin", "ls", "--json");
  expect(output).toContain(`"version": "${version}"`);
  const schema = await second.run("package", "get-schema", `github-codespaces@${version}`);
  expect(JSON.parse(schema.stdout)).toMatchObject({ pluginDownloadURL: address });
  const proxy = await startProxy();
  second.setEnv({ HTTP_PROXY: proxy.url });
  await second.preview();
  await proxy.close();
  expect(proxy.lines).toEqual([`CONNECT ${new URL(world.emulator.url).host}`]);
});
