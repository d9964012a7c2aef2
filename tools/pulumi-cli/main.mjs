// Prints where the Pulumi CLI is, as one line of JSON. Sets it up first if necessary.
import { ensurePulumi } from "./ensure.mjs";

try {
  const cli = await ensurePulumi({
    log: (line) => {
      console.error(`pulumi-cli: ${line}`);
    },
  });
  console.log(JSON.stringify(cli));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
