import { readFileSync } from "node:fs";
import { join } from "node:path";

const NAME = "pulumi-github-codespaces";

/** Undefined if this code was bundled without it. */
export const version = ownVersion();

export const userAgent = [NAME, version].filter(Boolean).join("/");

/** Unknown if this code was bundled: the manifest next to the bundle is another package's, or missing. */
function ownVersion(): string | undefined {
  try {
    const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    return name === NAME && typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}
