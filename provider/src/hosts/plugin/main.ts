import { fstatSync } from "node:fs";
import { engineIn } from "../../session/processes/engine";
import { PluginProvider } from "./provider";
import { listen } from "./server";

/** The engine gives a plugin its configuration with the secrets in clear text, and what this process starts would inherit it. */
for (const name of ["PULUMI_CONFIG", "PULUMI_CONFIG_SECRET_KEYS"]) {
  Reflect.deleteProperty(process.env, name);
}

/** The engine holds the other end of standard input. A killed engine can't say anything, but that end closes. */
function endWithEngine(): void {
  const input = fstatSync(0);
  if (!input.isFIFO() && !input.isSocket()) return;
  const end = () => {
    process.exit(0);
  };
  process.stdin.on("end", end).on("error", end).resume();
}

async function main(): Promise<void> {
  const plugin = new PluginProvider();
  const engine = engineIn();
  if (engine !== undefined) plugin.begin(engine);
  const { port } = await listen(plugin);
  endWithEngine();
  // The engine waits for this: the port, alone on a line.
  console.log(port);
}

void main();
