import { spawn } from "node:child_process";
import { once } from "node:events";

test("the command prints JSON, answers, and ends on SIGTERM", async () => {
  const main = require.resolve("github-codespaces-emulator/dist/main.js");
  const command = spawn(process.execPath, [main, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(command.stdout, "data")) as [Buffer];
  const { url, token } = JSON.parse(line.toString()) as { url: string; token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${url}/orgs/acme/codespaces/secrets`, { headers })).status).toBe(200);
  command.kill("SIGTERM");
  expect(await once(command, "exit")).toEqual([0, null]);
});

test("the command refuses a port that is no number", async () => {
  const main = require.resolve("github-codespaces-emulator/dist/main.js");
  const command = spawn(process.execPath, [main, "--port", "x"], { stdio: "ignore" });
  expect(await once(command, "exit")).toEqual([2, null]);
});
