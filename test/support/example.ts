import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "./markdown";
import type { PulumiProject, ProjectOptions } from "./pulumi-project";
import type { World } from "./world";

export const EXAMPLES = join(ROOT, "examples");

/** A copy of an example as its user would have one, with a stack `dev`. */
export async function copyOf(
  world: World,
  example: string,
  options: Pick<ProjectOptions, "env" | "config"> = {},
): Promise<PulumiProject> {
  const from = join(EXAMPLES, example);
  const { name } = yamlIn(join(from, "Pulumi.yaml")) as { name: string };
  // Their types are checked with those of everything else.
  const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...options.env };
  return world.project({ ...options, name, file: "index.ts", program: "", env, copy: from });
}

export function textIn(...path: string[]): string {
  return readFileSync(join(EXAMPLES, ...path), "utf8");
}

export function yamlIn(path: string): unknown {
  return parse(readFileSync(path, "utf8"));
}
