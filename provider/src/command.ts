// `npx pulumi-github-codespaces`: what bin/ starts.
import { run } from "./cli/main";
import { thisPlace } from "./cli/place";

void run(process.argv.slice(2), thisPlace()).then((code) => {
  process.exitCode = code;
});
