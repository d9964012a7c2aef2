import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ROOT } from "../packages/tarballs.mjs";
import { runCommand } from "../pulumi-cli/run-command.mjs";
import { environment } from "./cell.mjs";
import { fetched } from "./fetched.mjs";

/** The clients whose commands docs/install.md shows; npm comes with Node. */
export const DOCUMENTED = /** @type {const} */ (["npm", "pnpm"]);

/**
 * The commands of docs/install.md, from the empty folder to the `pulumi up`.
 * @param {string} client
 */
function scriptFor(client) {
  const text = readFileSync(join(ROOT, "docs", "install.md"), "utf8");
  const sections = text.split(/^## /m);
  return [`With ${client}`, "The project"].flatMap((heading) => {
    const section = sections.find((one) => one.startsWith(`${heading}\n`)) ?? "";
    return [...section.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = ""]) => block);
  });
}

/**
 * Pastes the commands into a shell, as they are, beside the packages, and with the versions that npm's registry has today.
 * @param {(typeof DOCUMENTED)[number]} client
 * @param {{ tarball: string, emulator: import("github-codespaces-emulator").Emulator }} world
 */
export async function runDocumented(client, { tarball, emulator }) {
  const root = mkdtempSync(join(tmpdir(), "codespaces-install-"));
  const own = client === "npm" ? [] : [join(await fetched(client), ".bin")];
  const env = environment({ root, emulator, first: [...own, dirname(process.execPath)] });
  const checkout = join(root, "checkout");
  mkdirSync(checkout);
  copyFileSync(tarball, join(root, basename(tarball)));
  const script = scriptFor(client);
  assert.equal(script.length, 3);
  try {
    await runCommand("bash", ["-euxc", script.join("")], {
      cwd: checkout,
      env: { ...env, PULUMI_SKIP_CONFIRMATIONS: "true" },
      shown: 60,
    });
    assert.equal(emulator.orgSecret("acme", "NPM_TOKEN")?.openedValue, "npm_1");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
