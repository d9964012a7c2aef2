import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appKeyOf } from "../../provider/src/github/credentials/app-key";
import type { AppSetting } from "../../provider/src/settings/credential";
import { sayable } from "../../provider/src/texts";
import { newFolder, removeFolders } from "../support/run-command";

const { privateKey: pem, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

const warned: string[] = [];
const say = { warn: (line: string) => void warned.push(line) };

function keyIn(text: string, form: AppSetting["privateKey"]["form"] = "key") {
  warned.length = 0;
  const privateKey: AppSetting["privateKey"] = { text, source: "SOURCE", form };
  const appId = { text: "1", source: "" };
  const installation = { id: 1, source: "" };
  return appKeyOf({ kind: "app", appId, installation, privateKey, source: "" }, say);
}

describe("an app's key as it arrives", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const oneLine = (text: string) => text.replaceAll("\n", " ");

  test.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["in base64", base64],
    ["in base64 with line breaks", (text) => base64(text).replace(/(.{76})/g, "$1\n")],
    ["in quotes", (text) => `"${text}"`],
    ["in single quotes, with \\n", (text) => `'${text.replaceAll("\n", "\\n")}'`],
    ["with \\r\\n", (text) => text.replaceAll("\n", "\\r\\n")],
    ["with CRLF", (text) => text.replaceAll("\n", "\r\n")],
    ["in one line, with spaces", oneLine],
    ["in one line, with nothing", (text) => text.replaceAll("\n", "")],
    ["indented", (text) => `\n${text.replaceAll("\n", "\n    ")}`],
    ["with a mark of its encoding", (text) => `\uFEFF${text}`],
    [
      "in PKCS#8",
      (text) => createPrivateKey(text).export({ type: "pkcs8", format: "pem" }).toString(),
    ],
    ["twice wrapped", (text) => `"${base64(`"${text}"`)}"`],
  ])("%s", async (_, wrap) => {
    const key = await keyIn(wrap(pem));
    expect(createPublicKey(key).export({ type: "spki", format: "pem" })).toBe(publicKey);
  });

  test.each<[string, (text: string) => string, string]>([
    [
      "encrypted",
      (text) =>
        createPrivateKey(text)
          .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })
          .toString(),
      "is encrypted with a passphrase",
    ],
    [
      "encrypted as OpenSSL did it",
      (text) =>
        createPrivateKey(text)
          .export({ type: "pkcs1", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })
          .toString(),
      "is encrypted with a passphrase",
    ],
    [
      "the public half",
      (text) => createPublicKey(text).export({ type: "spki", format: "pem" }).toString(),
      "is a public key",
    ],
    [
      "a certificate",
      () => "-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----",
      "is a certificate",
    ],
    ["cut", (text) => text.slice(0, 600), "is not an RSA key in PEM form"],
    ["a path", () => "./key.pem", "is not an RSA key in PEM form"],
    ["the client secret", () => "0123456789abcdef0123456789abcdef01234567", "is not an RSA key"],
    [
      "of another kind",
      () =>
        generateKeyPairSync("ed25519")
          .privateKey.export({ type: "pkcs8", format: "pem" })
          .toString(),
      "is not an RSA key",
    ],
  ])("that is %s is named as that, without a word of it", async (_, wrap, words) => {
    const text = wrap(pem);
    for (const given of [text, base64(text), oneLine(text)]) {
      const error: unknown = await keyIn(given).catch((reason: unknown) => reason);
      const { message } = error as Error;
      expect(message).toContain(`The private key from SOURCE ${words}`);
      expect(sayable(message)).toBe(message);
      expect(message).not.toContain(text.split("\n")[1] ?? text);
    }
  });
});

describe("the rights of a key's file", () => {
  const path = join(newFolder(), "key.pem");
  beforeAll(() => {
    writeFileSync(path, pem);
  });
  afterAll(removeFolders);

  test.each([0o600, 0o400])(
    "%#: of one that only its owner reads nothing is said",
    async (mode) => {
      chmodSync(path, mode);
      await keyIn(path, "path");
      expect(warned).toEqual([]);
    },
  );

  test.each([0o644, 0o640, 0o604])("%#: of one that others may read it is warned", async (mode) => {
    chmodSync(path, mode);
    await keyIn(path, "either");
    expect(warned).toEqual([
      "The file that SOURCE names holds a private key that other users of " +
        "this machine can read: restrict its permissions (chmod 600).",
    ]);
  });
});
