import { seedWith, type Fault } from "github-codespaces-emulator";
import { CodespacesClient } from "../../../provider/src/client";
import { allOf, expectNoTrace, HARD_TOKENS, HARD_VALUE } from "../../support/canaries";
import { useEmulator } from "../../support/emulator-client";
import { impatientClock } from "../../support/impatient-clock";
import { create, newRun } from "../../support/lifecycles";

// A server, or a gateway with a page for developers, may repeat all that it was asked with.

const base = seedWith();
const [full] = base.tokens;
const tokens = HARD_TOKENS.map((token) => ({ ...full, token }) as typeof full);
const { emulator } = useEmulator({ seed: { ...base, tokens: tokens.flatMap((one) => one ?? []) } });

const SECRET = { org: "acme", secretName: "S", visibility: "selected" };

/** What the request had: its token, its body, its headers. */
const echo = (token: string) => {
  const { body } = emulator.requests.at(-1) ?? {};
  return `You sent Authorization: bearer ${token}, token ${token}, ${JSON.stringify(body)}`;
};

const echoing: [string, (token: string) => Fault][] = [
  ...[400, 401, 403, 404, 409, 422, 500].map((status): [string, (token: string) => Fault] => [
    `a ${status}`,
    (token) => ({
      edit: () => ({ status, body: { message: echo(token), errors: [echo(token)] } }),
    }),
  ]),
  ["a page", (token) => ({ edit: () => ({ status: 502, text: echo(token) }) })],
  [
    "a name",
    (token) => ({
      edit: () => ({ status: 200, body: { key_id: token, key: token, login: token, name: token } }),
    }),
  ],
  [
    "GraphQL",
    (token) => ({
      path: "/graphql",
      edit: () => ({ status: 200, body: { data: null, errors: [{ message: echo(token) }] } }),
    }),
  ],
];

/** Whoever gives a value of bytes as sealed by mistake: only a text is told from a box. */
const SEALED = Buffer.from(`\0${HARD_VALUE}`).toString("base64");

test.each(echoing.filter(([what]) => what !== "GraphQL"))(
  "what was given as sealed, and is repeated by %s to the write, is not told",
  async (_, fault) => {
    emulator.fail({ ...fault(HARD_TOKENS[0] ?? ""), method: "PUT", times: Infinity });
    const run = newRun({ url: emulator.url, token: HARD_TOKENS[0] });
    const given = { encryptedValue: SEALED, keyId: "1", visibility: "all" };
    const secret = { org: "acme", secretName: "S", ...given };
    const failed: unknown = await create(run.orgSecret, secret).catch((error: unknown) => error);
    expect(emulator.requests.some(({ method }) => method === "PUT")).toBe(true);
    expect(failed).toBeInstanceOf(Error);
    const { message } = failed as Error;
    for (const each of [SEALED, SEALED.slice(0, 20), SEALED.slice(-20)]) {
      expect([message, ...run.lines].join("\n")).not.toContain(each);
    }
  },
);

describe.each(HARD_TOKENS)("the token %#", (token) => {
  test.each(echoing)("repeated by %s is not told, nor is a value", async (_, fault) => {
    emulator.fail({ ...fault(token), times: Infinity });
    const run = newRun({ url: emulator.url, token });
    const secret = { ...SECRET, value: HARD_VALUE, selectedRepositories: ["api"] };
    const failed: unknown = await create(run.orgSecret, secret).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    const settings = { baseUrl: emulator.url, token };
    const say = { info: (line: string) => run.lines.push(line), warn: () => undefined };
    const client = new CodespacesClient(settings, { say, clock: impatientClock().clock });
    const asking = client.getOrgCodespacesPublicKey({ org: "acme" });
    const asked: unknown = await asking.catch((error: unknown) => error);
    expectNoTrace([allOf(failed), allOf(asked), ...run.lines].join("\n"), [token, HARD_VALUE]);
  });
});
