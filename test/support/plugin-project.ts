import { join } from "node:path";
import { kinds } from "../../provider/src/kinds/all";
import { lookups } from "../../provider/src/operations/by-name/lookups";
import { ROOT } from "./markdown";

/** What such a project's program finds by the package's name. Each name by itself, so that an ES module can import it. */
export const PLUGIN_SDK = [
  `const sdk = require(${JSON.stringify(join(ROOT, "test/support/plugin-sdk.cjs"))});`,
  ...[
    "Provider",
    ...kinds.map(({ className }) => className),
    ...Object.keys(lookups).flatMap((name) => [name, `${name}Output`]),
  ].map((name) => `exports.${name} = sdk.${name};`),
].join("\n");
