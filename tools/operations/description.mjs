import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * @typedef {object} Operation
 * @property {string} id without its `codespaces/`
 * @property {string} request such as `GET /user/codespaces`
 * @property {boolean} deprecated
 * @property {string} docs the address of its page
 */

/**
 * @typedef {{ operationId: string, tags: string[], deprecated?: boolean, externalDocs: { url: string } }} Described
 */

const { resolve } = createRequire(import.meta.url);

/** The Codespaces operations of the installed OpenAPI description of GitHub, and its version. */
export function readDescription() {
  const { version } = /** @type {{ version: string }} */ (
    readJson("@octokit/openapi/package.json")
  );
  const { paths } = /** @type {{ paths: Record<string, Record<string, Described>> }} */ (
    readJson("@octokit/openapi/generated/api.github.com.json")
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes("codespaces"))
      .map(([method, described]) => operationOf(`${method.toUpperCase()} ${path}`, described)),
  );
  return { version, operations };
}

/**
 * @param {string} request
 * @param {Described} described
 * @returns {Operation}
 */
function operationOf(request, { operationId, deprecated = false, externalDocs }) {
  const id = operationId.replace(/^codespaces\//, "");
  return { id, request, deprecated, docs: externalDocs.url };
}

/** @param {string} file */
function readJson(file) {
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(resolve(file), "utf8"));
  return parsed;
}
