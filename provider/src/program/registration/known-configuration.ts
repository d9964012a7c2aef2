import * as pulumi from "@pulumi/pulumi";
import { wrongKeys } from "../../settings/given";

/** A misspelt key of the stack's configuration would be ignored, and something else would take its place. */
export function requireKnownConfiguration(): void {
  const wrong = wrongKeys(Object.keys(pulumi.runtime.allConfig()));
  if (wrong !== undefined) throw new pulumi.RunError(wrong);
}
