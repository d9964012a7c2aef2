import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "./markdown";

export interface Step {
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

export interface Job {
  permissions: Record<string, string>;
  steps: Step[];
  needs?: string;
  environment?: string;
  if?: string;
}

export interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

/** A workflow of GitHub's, from its file in the repository. */
export function workflowOf(file: string): { workflow: Workflow; text: string } {
  const text = readFileSync(join(ROOT, file), "utf8");
  return { workflow: parse(text) as Workflow, text };
}
