import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The package's schema for SDKs and `pulumi package get-schema`. Its file is beside the package's manifest. */
export function schemaText(): string {
  return readFileSync(join(__dirname, "..", "..", "..", "schema.json"), "utf8");
}
