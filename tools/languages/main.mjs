// Prints where the language hosts and the SDKs are, as one line of JSON. Sets them up first if necessary.
import { ensureLanguages } from "./hosts.mjs";
import { ensurePython } from "./python.mjs";
import { writeSdks } from "./sdks.mjs";

const log = (/** @type {string} */ line) => {
  console.error(`languages: ${line}`);
};

try {
  const languages = await ensureLanguages({ log });
  const sdks = await writeSdks(languages);
  const python = await ensurePython(languages, { sdks, log });
  console.log(JSON.stringify({ bin: languages.bin, sdks, python }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
