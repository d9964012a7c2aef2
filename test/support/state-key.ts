import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lets the stack `dev` ask the tests' server for the key of its secrets. Gives the environment that it needs for that. */
export function keyFromServer(folder: string): Record<string, string> {
  const url = process.env.TEST_KEYS_URL;
  if (url === undefined) return {};
  const encrypted = Buffer.from("vault:v1:tests").toString("base64");
  const settings = `secretsprovider: hashivault://tests\nencryptedkey: ${encrypted}\n`;
  writeFileSync(join(folder, "Pulumi.dev.yaml"), settings);
  return { VAULT_SERVER_URL: url, VAULT_SERVER_TOKEN: "tests" };
}
