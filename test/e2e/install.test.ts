import { join } from "node:path";
import { ROOT } from "../support/markdown";
import { runCommand } from "../support/run-command";

/** A slice of `npm run test:install`, which also tries every client with every language. */
test("the commands of docs/install.md, pasted into a shell, lead to a secret, with npm and with pnpm", async () => {
  const main = join(ROOT, "tools", "install", "main.mjs");
  const command = [process.execPath, main, "--only", "docs/install.md"];
  const { code, output } = await runCommand(command, { folder: ROOT });
  expect(output).toMatch(/2 of 2 pass\.\n$/);
  expect(code).toBe(0);
});
