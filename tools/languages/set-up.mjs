import { CLI_VERSION } from "../pulumi-cli/versions.mjs";
import { ensureLanguages } from "./hosts.mjs";
import { ensurePython } from "./python.mjs";
import { writeSdks } from "./sdks.mjs";

/**
 * The language hosts of Python and Go, the SDKs as the schema is now, and an environment of Python with one of them.
 * @param {{ log: (line: string) => void }} options
 */
export async function setUpLanguages({ log }) {
  const languages = await ensureLanguages({ log });
  const sdks = await writeSdks(languages);
  const python = await ensurePython(languages, { sdks, log });
  return { bin: languages.bin, sdkgen: languages.sdkgen, sdks, python, version: CLI_VERSION };
}
