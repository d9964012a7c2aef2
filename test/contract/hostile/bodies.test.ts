import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { CodespacesClient } from "../../../provider/src/client";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun } from "../../support/lifecycles";
import { emulated, useEnvironment } from "../../support/program-environment";

// What a server, or something in between, may send without end: it is read to a limit, whatever it says of itself.

const { emulator } = useEmulator();
useEnvironment(() => emulated(emulator));

const MB = 2 ** 20;
const JSON_TYPE = { "content-type": "application/json" };
const SECRET = { org: "acme", secretName: "A", visibility: "all" };
const { clock } = impatientClock();
const run = (config = {}) => newRun({ url: emulator.url, token: emulator.token, config });

/** The same bytes again and again, and how many were taken. */
function endless(bytes: Uint8Array) {
  let taken = 0;
  const pieces = function* () {
    for (;;) {
      taken += bytes.length;
      yield bytes;
    }
  };
  return { stream: () => Readable.from(pieces()), taken: () => taken };
}

const SPACES = Buffer.alloc(MB / 4, " ");
/** 10 KB that are 10 MB; one after another is a file of gzip too. */
const BOMB = gzipSync(Buffer.alloc(10 * MB, " "));

const LARGE: [string, Uint8Array, Record<string, string>][] = [
  ["a page without end", SPACES, JSON_TYPE],
  ["a page that says it has 100 MB", SPACES, { ...JSON_TYPE, "content-length": `${100 * MB}` }],
  ["a page that is compressed", BOMB, { ...JSON_TYPE, "content-encoding": "gzip" }],
  ["a page of no type", SPACES, {}],
];

describe.each(LARGE)("%s", (_, bytes, headers) => {
  test("is read to its limit, and tells of no secret", async () => {
    const { id, outputs } = await create(run().orgSecret, { ...SECRET, value: "v" });
    const { stream, taken } = endless(bytes);
    emulator.fail({ method: "GET", status: 200, stream, headers, times: Infinity });
    await expect(run().orgSecret.read(id, outputs)).rejects.toThrow(
      /^OrgCodespacesSecret acme\/A could not be read: The answer to GET \S+ after 4 attempts was 200 with more than 10 MB, which is never GitHub's answer to this request/,
    );
    // What the sockets hold comes on top of it.
    expect(taken()).toBeLessThan(4 * 30 * MB);
  });

  test.each([200, 403])("of an answer %i leaves a lost write lost", async (status) => {
    const { stream } = endless(bytes);
    emulator.fail({ method: "PUT", status, stream, headers, times: Infinity });
    await expect(create(run().orgSecret, { ...SECRET, value: "v" })).rejects.toThrow(
      `was ${status} with more than 10 MB`,
    );
  });
});

test("an answer that comes byte by byte is one that doesn't come in time", async () => {
  const { id, outputs } = await create(run().orgSecret, { ...SECRET, value: "v" });
  const slow = async function* () {
    for (;;) {
      yield " ";
      await sleep(20);
    }
  };
  const stream = () => Readable.from(slow());
  emulator.fail({ method: "GET", status: 200, stream, headers: JSON_TYPE, times: Infinity });
  const inHaste = run({ "github-codespaces:requestTimeoutSeconds": "0.1" });
  await expect(inHaste.orgSecret.read(id, outputs)).rejects.toThrow("no answer within 0.1 s");
});

test("an answer that breaks off is one that got lost", async () => {
  const { id, outputs } = await create(run().orgSecret, { ...SECRET, value: "v" });
  const broken = function* () {
    yield '{"total_count":0,';
    throw new Error("gone");
  };
  const stream = () => Readable.from(broken());
  emulator.fail({ method: "GET", status: 200, stream, headers: JSON_TYPE, times: Infinity });
  await expect(run().orgSecret.read(id, outputs)).rejects.toThrow("GitHub did not answer GET");
});

const nested = (what: string) => `{"total_count":${what},"secrets":[],"message":"no"}`;
const DEEP = "[".repeat(100_000) + "]".repeat(100_000);
const DIGITS = "9".repeat(500_000);
const ODD: [string, string][] = [
  ["lists within lists", nested(DEEP)],
  ["a list that is never closed", "[".repeat(100_000)],
  ["a number of half a million digits", nested(DIGITS)],
  ["many keys", nested(`{${Array.from({ length: 50_000 }, (__, n) => `"${n}":1`).join()}}`)],
  ["a text of six million characters", nested(`"${"x".repeat(6_000_000)}"`)],
  ["a message that is an object", '{"message":{"toString":1},"errors":[{"toJSON":1}]}'],
  ["errors with a number that is too large", '{"message":"no","errors":[9007199254740993]}'],
];

describe.each(ODD)("%s", (_, text) => {
  test.each([200, 422])("in an answer %i is an error in words", async (status) => {
    emulator.fail({ status, text, headers: JSON_TYPE, times: Infinity });
    const client = new CodespacesClient({}, { clock, say: { info: ignore, warn: ignore } });
    const asking = client.getOrgCodespacesSecret({ org: "acme", secretName: "A" });
    const failure: unknown = await asking.catch((error: unknown) => error);
    expect(String(failure)).toMatch(/^\w*Error: The codespaces secret|GitHub|The answer to GET/);
    expect(String(failure).length).toBeLessThan(2_000);
    expect(String(failure)).not.toMatch(/call stack|BigInt/);
  });
});

function ignore(): void {
  // Nobody reads it.
}
