import { startEmulator, type Emulator } from "github-codespaces-emulator";
import { textOf } from "../../../provider/src/rules/plain";
import { create, newRun, update } from "../../support/lifecycles";

const SECRET = { org: "acme", secretName: "S", value: "s3cret", visibility: "all" };
const OWN = "github-codespaces";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});

beforeEach(() => {
  emulator.reset();
});

afterAll(() => emulator.close());

function run(config: Record<string, string> = {}) {
  return newRun({ url: emulator.url, token: emulator.token, config });
}

test.each([
  ["requestTimeoutSeconds", "29.3333"],
  ["requestTimeoutSeconds", "2147484"],
  ["requestTimeoutSeconds", "5000000"],
  ["maxWaitSeconds", "1e300"],
  ["maxWaitSeconds", "0.0001"],
  ["readGraceSeconds", "1e300"],
  ["retries", "1e300"],
  ["pointsPerMinute", "0.5"],
  ["pointsPerMinute", "1e300"],
  ["maxConcurrentRequests", "0.5"],
  ["slowDownToPercent", "1e-300"],
  ["speedUpByPercent", "1e-300"],
])("with %s of %s a secret is written", async (key, text) => {
  await create(run({ [`${OWN}:${key}`]: text }).orgSecret, SECRET);
  expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("s3cret");
});

test.each<[string, Record<string, string>]>([
  ["retry-after: 1e15", { "retry-after": "1e15" }],
  ["retry-after of 300 digits", { "retry-after": "9".repeat(300) }],
  ["a reset in the year 31 690 708", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1e15" }],
])("%s ends the run in words, and nobody waits for ever", async (_, headers) => {
  const { orgSecret } = run({ [`${OWN}:maxConcurrentRequests`]: "2" });
  emulator.fail({ method: "PUT", status: 403, headers });
  const names = Array.from({ length: 6 }, (_one, index) => `S${index}`);
  const ends = await Promise.allSettled(
    names.map((secretName) => create(orgSecret, { ...SECRET, secretName })),
  );
  const reasons = ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) {
    expect(reason).toMatch(
      /longer than github-codespaces:maxWaitSeconds allows\. Run again after 20\d\d-/,
    );
  }
});

test.each([
  "-5",
  "0",
  "",
  "soon",
  "1, 2",
  "0x10",
  "Wed, 21 Oct 2099 07:28:00 GMT",
  "NaN",
  "1e-300",
])(
  "a limit that never ends, with a retry-after of %j, ends the run in words",
  async (retryAfter) => {
    const one = run();
    const headers = { "retry-after": retryAfter };
    emulator.fail({ method: "PUT", status: 429, headers, times: Infinity });
    await expect(create(one.orgSecret, SECRET)).rejects.toThrow(
      /^OrgCodespacesSecret acme\/S could not be created: /,
    );
    // Ten waits of a quarter of an hour, at the most.
    expect(one.waited()).toBeLessThan(10 * 16 * 60_000);
  },
);

test.each(["not a date", "Thu, 99 Foo 2026 25:00:00 GMT", "1e300"])(
  "a Date of %j doesn't fail what had its effect",
  async (date) => {
    const { orgSecret } = run();
    emulator.fail({ method: "PUT", status: 201, body: {}, afterEffect: true, headers: { date } });
    const { id, outputs } = await create(orgSecret, SECRET);
    expect(Date.parse(textOf(outputs, "updatedAt"))).toBeGreaterThan(Date.now() - 60_000);
    emulator.fail({ method: "PUT", status: 204, afterEffect: true, headers: { date } });
    await update(run().orgSecret, id, outputs, { ...SECRET, value: "other" });
    expect(emulator.orgSecret("acme", "S")?.openedValue).toBe("other");
    expect(emulator.requests.filter(({ method }) => method === "PUT")).toHaveLength(2);
  },
);
