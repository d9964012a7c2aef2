import { join } from "node:path";
import { ROOT } from "../support/markdown";
import { runCommand } from "../support/run-command";

// Slices of `npm run test:install`, which also tries every client with every language, and every example.

async function install(only: string) {
  const main = join(ROOT, "tools", "install", "main.mjs");
  return runCommand([process.execPath, main, "--only", only], { folder: ROOT });
}

test("the commands of docs/install.md lead to a secret, with npm and with pnpm; so does docs/languages.md, from npm to YAML", async () => {
  const { code, output } = await install("docs/");
  expect(output).toMatch(/3 of 3 pass\.\n$/);
  expect(code).toBe(0);
});

test("a copy of an example in an empty folder can be installed, has no type error, and is previewed", async () => {
  const { code, output } = await install("examples/two-accounts");
  expect(output).toMatch(/1 of 1 pass\.\n$/);
  expect(code).toBe(0);
});
