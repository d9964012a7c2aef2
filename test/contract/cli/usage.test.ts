import { tokens } from "github-codespaces-emulator";
import { commands } from "../../../provider/src/cli/main";
import { runCli } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";

const { emulator } = useEmulator();
const cli = (...args: string[]) => runCli(emulator, args);

test.each([
  [[], "no command given; the commands are adopt, doctor, audit"],
  [["adpt"], '"adpt" is not a command'],
  [["adopt", "--orgs", "acme"], "unknown flag --orgs; did you mean --org?"],
  [["adopt", "--bogus"], "unknown flag --bogus\n"],
  [["adopt", "-x"], "unknown flag -x"],
  [["adopt", "acme"], 'unexpected argument: "acme"'],
  [["adopt", "--org"], "--org needs LOGIN: is the variable set?"],
  [["adopt", "--org="], "--org needs LOGIN: is the variable set?"],
  [["adopt", "--org", "--user"], "--org needs LOGIN, but another flag follows it"],
  [["adopt", "--user=yes"], "--user takes no value"],
  [["adopt", "--user", "--out", "a", "--out", "b"], "--out can be given only once"],
  [["adopt", "--user", "--values", "all"], '--values must be one of keep, env, config, not "all"'],
  [["adopt", "--org", "acme/api"], '--org: "acme/api" is not a login'],
  [["adopt", "--repo", "api"], '--repo: "api" must be "owner/name"'],
  [["adopt"], "nothing to read: give --org, --repo or --user"],
])("%j is refused before anything is sent", async (args, says) => {
  const { code, out, err } = await cli(...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`pulumi-github-codespaces: ${says}`);
  expect(err).toMatch(/--help for usage\.\n$/);
  expect(emulator.requests).toEqual([]);
});

test.each([
  ["adopt", "--token", tokens.full],
  ["adopt", `--token=${tokens.full}`],
  ["adopt", `--${tokens.full}`],
  ["adopt", tokens.full],
  [tokens.full],
  ["adopt", "--org", tokens.full],
  ["adopt", "--user", "--values", tokens.full],
  ["adopt", "--user", "--token-env", tokens.full],
])("a token in the wrong place is not shown: %#", async (...args) => {
  const { code, out, err } = await cli(...args);
  expect(code).not.toBe(0);
  expect(out + err).not.toContain(tokens.full);
});

test.each(commands.map((command) => [command.name, command]))(
  "%s --help tells its flags and exit codes, in lines that fit",
  async (name, { groups }) => {
    const { code, out, err } = await cli(name, "--help");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const flags = groups.flatMap((group) => Object.keys(group.flags));
    for (const flag of flags) expect(out).toContain(`  --${flag} `);
    expect(out.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(out).toContain("\nExit codes\n");
    expect(emulator.requests).toEqual([]);
  },
);

test.each(["--help", "-h", "help"])("%s tells the commands", async (flag) => {
  const { code, out } = await cli(flag);
  expect(code).toBe(0);
  for (const { name, summary } of commands)
    expect(out).toMatch(new RegExp(`  ${name} +${summary}`));
});

test("--version is the package's", async () => {
  expect((await cli("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
