import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { EXAMPLES } from "./example";
import { ROOT } from "./markdown";
import type { PulumiProject } from "./pulumi-project";

const RUNTIME = "packs";
const { resolve } = createRequire(join(ROOT, "package.json"));

/**
 * The pack of examples/policies in the project's folder `policies`, as the engine can run it. The language host that can be built
 * here can't run packs, so the pack says that its runtime is another one, for which the engine looks for a command of that
 * name, as for any language without a host.
 */
export function installPolicies(project: PulumiProject): void {
  const folder = join(project.folder, "policies");
  cpSync(join(EXAMPLES, "policies"), folder, { recursive: true });
  // As `npm install` in the pack's folder: beside a program of the plugin the package of that name is its SDK.
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(ROOT, "provider"), join(folder, "node_modules/pulumi-github-codespaces"));
  const file = join(folder, "PulumiPolicy.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toContain("runtime: nodejs");
  writeFileSync(file, text.replace("runtime: nodejs", `runtime: ${RUNTIME}`));
  const plugin = join(project.folder, "home", "plugins", `analyzer-policy-${RUNTIME}-v1.0.0`);
  mkdirSync(plugin, { recursive: true });
  writeFileSync(join(plugin, `pulumi-analyzer-policy-${RUNTIME}`), RUN_PACK, { mode: 0o755 });
}

const RUN_PACK = `#!/bin/sh
exec node "${resolve("@pulumi/pulumi/cmd/run-policy-pack")}" "$@"
`;
