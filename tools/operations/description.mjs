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

/** The Codespaces operations of GitHub's OpenAPI description that is installed, and its version. */
export function readDescription() {
  /** @type {{ version: string }} */
  const manifest = readJson("@octokit/openapi/package.json");
  /** @type {{ paths: Record<string, Record<string, Described>> }} */
  const { paths } = readJson("@octokit/openapi/generated/api.github.com.json");
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes("codespaces"))
      .map(([method, described]) => operationOf(`${method.toUpperCase()} ${path}`, described)),
  );
  return { version: manifest.version, operations };
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

/** @param {string} file @returns {any} */
function readJson(file) {
  return JSON.parse(readFileSync(resolve(file), "utf8"));
}
