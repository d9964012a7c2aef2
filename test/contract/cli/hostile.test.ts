import { seedWith } from "github-codespaces-emulator";
import { runCli } from "../../support/cli";
import { useEmulator } from "../../support/emulator-client";

// What GitHub's words could do to a terminal, to a CI that reads lines, or to a program.

const { emulator } = useEmulator({ seed: seedWith() });

const ESCAPES = "\u001b[2J\u001b]0;title\u0007\r\n::error::x\u202e\u009b31m";
/** Node lets no other control characters through in a header. */
const IN_HEADER = "\u009b2J\u009d0;title";
const CONTROL = /[^\P{Cc}\n\t]|[\u2028-\u202e\u2066-\u2069]/u;
const LINE_OF_ITS_OWN = /^\s*::/m;

const stamp = "2026-01-01T00:00:00Z";
const list = (under: string, items: object[]) => ({ total_count: items.length, [under]: items });
const secret = (name: string) => ({
  name,
  created_at: stamp,
  updated_at: stamp,
  visibility: "selected",
});
const repository = { id: 1, full_name: `acme/${ESCAPES}"];\nprocess.exit(1);//`, private: true };

function plant(): void {
  const path = "/orgs/acme/codespaces/secrets";
  const secrets = [secret("FINE"), secret(`BAD${ESCAPES}`)];
  const times = Infinity;
  emulator.fail({ path, status: 200, body: list("secrets", secrets), times });
  const body = list("repositories", [repository]);
  emulator.fail({ path: /\/repositories$/, status: 200, body, times });
  emulator.fail({ path: "/orgs/acme", status: 200, body: { plan: { name: ESCAPES } }, times });
  const limit = { limit: 1, remaining: 1, used: 0, reset: 1 };
  emulator.fail({
    path: "/rate_limit",
    status: 200,
    body: { resources: { core: limit } },
    headers: {
      "x-oauth-scopes": `admin:org, ${IN_HEADER}`,
      "github-authentication-token-expiration": IN_HEADER,
      "x-github-api-version-selected": IN_HEADER,
      sunset: IN_HEADER,
    },
    times,
  });
}

test.each([
  ["adopt", "--org", "acme"],
  ["adopt", "--org", "acme", "--json"],
  ["adopt", "--org", "acme", "--values", "config"],
  ["doctor", "--org", "acme"],
  ["doctor", "--org", "acme", "--json"],
  ["audit", "--org", "acme", "--only", "secrets"],
  ["audit", "--org", "acme", "--only", "secrets", "--markdown"],
  ["audit", "--org", "acme", "--only", "secrets", "--json"],
])("%s %s %s %s %s %s: shown without it", async (...args) => {
  plant();
  const { code, out, err } = await runCli(emulator, args);
  expect(code).toBe(0);
  expect(out).not.toBe("");
  for (const text of [out, err]) {
    expect(text).not.toMatch(CONTROL);
    expect(text).not.toMatch(LINE_OF_ITS_OWN);
    expect(text).not.toMatch(/^process\.exit/m);
  }
});

test.each(["adopt", "doctor", "audit"])(
  "%s: a refusal's words are shown without it",
  async (name) => {
    const body = { message: `No ${ESCAPES}` };
    emulator.fail({ path: /.*/, status: 403, body, times: Infinity });
    const { code, out, err } = await runCli(emulator, [name, "--org", "acme"]);
    expect(code).not.toBe(0);
    expect(out + err).toContain("403");
    expect(out + err).not.toMatch(CONTROL);
    expect(out + err).not.toMatch(LINE_OF_ITS_OWN);
  },
);

test("a name that no resource can have is left out of the program, and told", async () => {
  plant();
  const { out, err } = await runCli(emulator, ["adopt", "--org", "acme"]);
  expect(out.match(/^new /gm)).toHaveLength(1);
  expect(err).toMatch(
    /^1 secret declared\.\nLeft out, because a resource can't have this name: acme\/BAD/,
  );
});
