import { Emulator, type EmulatorOptions, tokens } from "github-codespaces-emulator";
import sodium from "libsodium-wrappers";

export interface RawAnswer {
  status: number;
  /** Parsed JSON; undefined when the body is empty. */
  body: unknown;
  headers: Headers;
}

export interface RawRequest {
  body?: unknown;
  headers?: Record<string, string>;
  token?: string;
}

/** Sends exactly this with Node's fetch; `path` may carry a query. */
export type Send = (method: string, path: string, request?: RawRequest) => Promise<RawAnswer>;

export function clientOf(emulator: Emulator, defaultToken: string = tokens.full): Send {
  return async (method, path, { body, headers, token = defaultToken } = {}) => {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${token}`, "user-agent": "test", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, body: parsed, headers: response.headers };
  };
}

/**
 * An emulator for the tests of a file: back at its seed before each, and after each it must not have
 * violated GitHub's description.
 */
export function useEmulator(options: EmulatorOptions = {}): { emulator: Emulator; send: Send } {
  const emulator = new Emulator(options);
  beforeAll(() => emulator.listen());
  beforeEach(() => {
    emulator.reset();
  });
  afterEach(() => {
    expect(emulator.violations).toEqual([]);
  });
  afterAll(() => emulator.close());
  return { emulator, send: clientOf(emulator) };
}

/** The emulator's time, or one so many milliseconds later, as GitHub writes it. */
export function stampOf(emulator: Emulator, laterMs = 0): string {
  const time = new Date(emulator.now().getTime() + laterMs);
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** `{ encrypted_value, key_id }` with the key that `scope` has now, such as `/orgs/acme`. */
export async function sealedFor(send: Send, scope: string, value: string | Uint8Array) {
  const answer = await send("GET", `${scope}/codespaces/secrets/public-key`);
  const { key, key_id } = answer.body as { key: string; key_id: string };
  return { encrypted_value: boxOf(value, key), key_id };
}

export function boxOf(value: string | Uint8Array, key: string): string {
  const { ORIGINAL } = sodium.base64_variants;
  return sodium.to_base64(
    sodium.crypto_box_seal(value, sodium.from_base64(key, ORIGINAL)),
    ORIGINAL,
  );
}

/** What GitHub's error body says. */
export function messageOf({ body }: RawAnswer): string {
  return (body as { message: string }).message;
}
