import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { AppSetting } from "../../settings/credential";
import { isRecord } from "../answer";
import type { Say } from "../../say";

/** Without the dashes: with them it looks like a key, and messages never show keys. */
const WHAT_GITHUB_GIVES = "all the base64 lines from BEGIN RSA PRIVATE KEY to END RSA PRIVATE KEY.";

type Key = AppSetting["privateKey"];
type Warner = Pick<Say, "warn">;

/** The key that signs for an app. Text that can't be read as a key is never part of a message. */
export async function appKeyOf({ privateKey }: AppSetting, say: Warner): Promise<KeyObject> {
  const text = await textOf(privateKey, say);
  const block = blockIn(text) ?? blockIn(decoded(text));
  const key = block && keyIn(block);
  if (key?.asymmetricKeyType === "rsa") return key;
  const why = block && whatElse(block);
  if (why !== undefined) throw new Error(`The private key from ${privateKey.source} ${why}`);
  throw new Error(
    `The private key from ${privateKey.source} is not an RSA key in PEM form, as GitHub gives ` +
      `it: ${WHAT_GITHUB_GIVES} To give the path of a file, use the setting privateKeyFile.`,
  );
}

/** Other tools' variables hold either the key itself or its path. */
async function textOf(privateKey: Key, say: Warner): Promise<string> {
  const { form, text } = privateKey;
  if (form === "path") return fileOf(privateKey, say);
  const isKey = form === "key" || (blockIn(text) ?? blockIn(decoded(text))) !== undefined;
  return isKey ? text : fileOf(privateKey, say);
}

async function fileOf({ text, source, form }: Key, say: Warner): Promise<string> {
  // A shell expands ~ only at the start of a path. In a configuration nobody has expanded it.
  const rest = /^~[/\\](.*)$/s.exec(unquoted(text))?.[1];
  const path = rest === undefined ? unquoted(text) : join(homedir(), rest);
  try {
    // The file's mode only: Windows has other permissions, which Node doesn't tell.
    if (process.platform !== "win32" && ((await stat(path)).mode & 0o044) !== 0) {
      say.warn(
        `The file that ${source} names holds a private key that other users of ` +
          "this machine can read: restrict its permissions (chmod 600).",
      );
    }
    return await readFile(path, "utf8");
  } catch (error) {
    const code = isRecord(error) && typeof error.code === "string" ? error.code : "unknown reason";
    const where = isAbsolute(path) ? "" : `; searched from ${process.cwd()}`;
    // The path isn't shown: it may be the key itself, put into the wrong setting.
    throw new Error(
      form === "either"
        ? `The private key from ${source} is neither a key in PEM form nor the path of a file that can be read (${code}${where}).`
        : `The file that ${source} names can't be read (${code}${where}).`,
    );
  }
}

interface Block {
  label: string;
  body: string;
}

/** Passing through variables, a PEM may lose its line breaks, or get them as \n, and gain quotes and spaces. */
function blockIn(text: string): Block | undefined {
  const plain = unquoted(text).replace(/\\r/g, "").replace(/\\n/g, "\n");
  const [, label, body] =
    /-----\s*BEGIN ([A-Z\d ]+?)\s*-----(.*?)-----\s*END \1\s*-----/s.exec(plain) ?? [];
  return label === undefined || body === undefined ? undefined : { label, body };
}

function keyIn({ label, body }: Block): KeyObject | undefined {
  const lines = body.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  try {
    return createPrivateKey(
      [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n"),
    );
  } catch {
    // The caller reports it: OpenSSL's error tells a user nothing.
    return undefined;
  }
}

/** What a PEM is that isn't an app's private key, as far as it says so itself. */
function whatElse({ label, body }: Block): string | undefined {
  if ((label + body).includes("ENCRYPTED")) {
    return (
      "is encrypted with a passphrase: use it as GitHub generated " +
      "it, or decrypt it (openssl rsa -in KEY -out PLAIN)."
    );
  }
  if (label.includes("PUBLIC KEY")) {
    return (
      "is a public key: use the private one, the file that " +
      "GitHub gave you when the key was generated."
    );
  }
  if (label.includes("CERTIFICATE")) return "is a certificate: use the app's private key.";
  if (/OPENSSH|^EC /.test(label)) {
    return (
      "is not a key that GitHub generates for an app: those are " +
      `RSA keys in PEM form, ${WHAT_GITHUB_GIVES}`
    );
  }
  return undefined;
}

function decoded(text: string): string {
  const base64 = unquoted(text);
  return /^[\w+/=\s-]+$/.test(base64) ? Buffer.from(base64, "base64").toString("utf8") : "";
}

function unquoted(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .trim()
    .replace(/^(["'`])(.*)\1$/s, "$2")
    .trim();
}
