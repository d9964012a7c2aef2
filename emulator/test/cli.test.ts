import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

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

/** Runs the command to its end; what it says. */
async function said(...args: string[]) {
  const main = require.resolve("github-codespaces-emulator/dist/main.js");
  const command = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let text = "";
  command.stderr.on("data", (part: Buffer) => (text += part.toString()));
  const [code] = (await once(command, "close")) as [number];
  return { code, text };
}

test("a port that is taken is one sentence", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const cure = "choose another one, or leave --port out for a free one";
  expect(await said("--port", String(port))).toEqual({
    code: 1,
    text: `Port ${port} is taken, perhaps by another emulator: ${cure}.\n`,
  });
  other.close();
});

test.each([
  [["--port", "70000"], /^There is no port 70000: [^\n]+\.\n$/],
  [["--prot", "1"], /^Unknown option '--prot'\. --help lists the options\.\n$/],
  [["--run", "a b"], /^--run needs letters and digits, not "a b"\.\n$/],
])("%j is one sentence", async (args, sentence) => {
  const { code, text } = await said(...args);
  expect(code).toBe(2);
  expect(text).toMatch(sentence);
});

describe("two runs of the command", () => {
  const main = require.resolve("github-codespaces-emulator/dist/main.js");
  const commands: ChildProcess[] = [];

  afterEach(async () => {
    for (const command of commands.splice(0)) {
      command.kill("SIGTERM");
      await once(command, "exit");
    }
  });

  async function started(...args: string[]) {
    const command = spawn(process.execPath, [main, "--json", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    commands.push(command);
    const [line] = (await once(command.stdout, "data")) as [Buffer];
    return JSON.parse(line.toString()) as { url: string; token: string; tokens: string[] };
  }

  const asked = (url: string, token: string) =>
    fetch(`${url}/user`, { headers: { authorization: `Bearer ${token}` } });

  test("refuse each other's tokens", async () => {
    const [one, other] = [await started(), await started()];
    expect((await asked(one.url, one.token)).status).toBe(200);
    for (const token of one.tokens) expect((await asked(other.url, token)).status).toBe(401);
  });

  test("of one name take the same tokens", async () => {
    const [one, other] = [await started("--run", "mine"), await started("--run", "mine")];
    expect(one.token).toBe("github_pat_emulator_octocat_full_mine");
    expect((await asked(other.url, one.token)).status).toBe(200);
  });
});
