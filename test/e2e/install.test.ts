import { join } from "node:path";
import { ROOT } from "../support/markdown";
import { runCommand } from "../support/run-command";

// Slices of `npm run test:install`, which also tries every client with every language, and every example.

async function install(only: string) {
  const main = join(ROOT, "tools", "install", "main.mjs");
  return runCommand([process.execPath, main, "--only", only], { folder: ROOT });
}

test("the commands of docs/install.md, pasted into a shell, lead to a secret, with npm and with pnpm", async () => {
  const { code, output } = await install("docs/install.md");
  expect(output).toMatch(/2 of 2 pass\.\n$/);
  expect(code).toBe(0);
});

test("a copy of an example in an empty folder can be installed, has no type error, and is previewed", async () => {
  const { code, output } = await install("examples/two-accounts");
  expect(output).toMatch(/1 of 1 pass\.\n$/);
  expect(code).toBe(0);
});
