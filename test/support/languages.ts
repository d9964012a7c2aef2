import { execFile, execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./markdown";

/** What tools/languages has set up: language hosts, generated SDKs, the commands of a virtual environment. */
interface Languages {
  bin: string;
  sdks: string;
  python: string;
  /** What writes SDKs and programs. */
  sdkgen: string;
  /** Of Pulumi. */
  version: string;
}

export function languages(): Languages {
  const json = process.env.LANGUAGES_JSON;
  if (json === undefined) throw new Error("run `npm run test:languages`: it sets LANGUAGES_JSON");
  return JSON.parse(json) as Languages;
}

/** The programs that `pulumi import` would write of an exported stack, each below a folder named by its language. */
export function writePrograms(exported: string, folder: string): void {
  const { sdkgen } = languages();
  execFileSync(sdkgen, [join(ROOT, "provider/schema.json"), exported, folder]);
}

/** As `pulumi package add` would: compiled, and found by its name. */
export function installNodeSdk(project: string): void {
  const sdk = join(languages().sdks, "nodejs");
  const place = join(project, "node_modules", "pulumi-github-codespaces-sdk");
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", sdk]);
  cpSync(join(sdk, "bin"), place, { recursive: true });
  cpSync(join(sdk, "package.json"), join(place, "package.json"));
}

/** What `pulumi package add` and `go mod tidy` would write. */
export function goModule(project: string): void {
  const { sdks, version } = languages();
  const module = `module program

go 1.25

require (
\texample.com/pulumi-github-codespaces/sdk/go v0.1.0
\tgithub.com/pulumi/pulumi/sdk/v3 v${version}
)

replace example.com/pulumi-github-codespaces/sdk/go => ${join(sdks, "go")}
`;
  writeFileSync(join(project, "go.mod"), module);
}

const run = promisify(execFile);

/**
 * For Go in a project, whose home is a folder of its own: what is compiled and downloaded already is in the user's. The flags are
 * those that the CLI is built with, so that what Go has compiled for that is there.
 */
export function goEnvironment() {
  const where = execFileSync("go", ["env", "-json", "GOCACHE", "GOMODCACHE"], { encoding: "utf8" });
  const flags = { GOFLAGS: "-mod=mod -trimpath", GOWORK: "off", GOTOOLCHAIN: "local" };
  return { ...(JSON.parse(where) as Record<string, string>), ...flags, CGO_ENABLED: "0" };
}

/** What Go prints. It adds to go.mod and go.sum what is missing there. */
export async function runGo(args: string[], cwd: string): Promise<string> {
  const env = { ...process.env, ...goEnvironment() };
  const { stdout, stderr } = await run("go", args, { cwd, env });
  return (stdout + stderr).replace(/^go: (downloading|finding|found|added) .*\n/gm, "");
}
