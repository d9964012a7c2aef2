import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Schema = Record<string, unknown>;

export interface Parameters extends Schema {
  properties: Record<string, Schema>;
  required: string[];
}

/** One operation of GitHub's description, as far as validation needs it. */
export interface Operation {
  id: string;
  method: string;
  /** With `{name}` for each parameter. */
  path: string;
  tags: string[];
  /** The URL of its documentation page, GitHub's `documentation_url`. */
  docs: string;
  deprecated: boolean;
  github: Record<string, unknown>;
  pathParameters: Parameters;
  queryParameters: Parameters;
  body?: { required: boolean; schema: Schema };
  /** By status; without a schema the body is empty or not described. */
  responses: Partial<Record<string, { schema?: Schema }>>;
}

export interface Description {
  operations: Operation[];
  schemas: Record<string, Schema>;
}

/** Reads the excerpt that `scripts/finish-build.mjs` wrote next to the compiled code. */
export function readDescription(): Description {
  const file = join(__dirname, "..", "description.json");
  return JSON.parse(readFileSync(file, "utf8")) as Description;
}
