// After tsc: the excerpt of GitHub's description that the emulator validates by, and the bin's mode.
import { chmodSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { jsonSchema } from "./json-schema.mjs";

/** @typedef {Record<string, unknown>} Json */

const require = createRequire(import.meta.url);
const dist = new URL("../dist/", import.meta.url);
const description = require("@octokit/openapi").schemas["api.github.com"];

// The lookups around the 48 operations of tag codespaces.
const lookups = new Set([
  "users/get-authenticated",
  "users/get-by-username",
  "orgs/get",
  "orgs/list-members",
  "orgs/check-membership-for-user",
  "orgs/get-membership-for-user",
  "orgs/list-outside-collaborators",
  "repos/get",
  "repos/list-for-org",
  "rate-limit/get",
  "apps/list-installations",
  "apps/create-installation-access-token",
  "apps/get-org-installation",
]);

/** @type {Set<string>} */
const schemaNames = new Set(["basic-error", "validation-error"]);

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { tags, operationId }]) => tags?.includes("codespaces") || lookups.has(operationId))
    .map(([method, operation]) => excerpt(path, method.toUpperCase(), operation)),
);

writeFileSync(
  new URL("description.json", dist),
  JSON.stringify({ operations, schemas: reachableSchemas() }),
);
chmodSync(new URL("main.js", dist), 0o755);

/** @param {string} path @param {string} method @param {any} operation */
function excerpt(path, method, operation) {
  const content = operation.requestBody?.content?.["application/json"];
  return {
    id: operation.operationId,
    method,
    path,
    tags: operation.tags,
    docs: operation.externalDocs.url,
    deprecated: operation.deprecated ?? false,
    github: operation["x-github"],
    pathParameters: parameters(operation, "path"),
    queryParameters: parameters(operation, "query"),
    ...(content && {
      body: {
        required: operation.requestBody.required ?? false,
        schema: converted(content.schema),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, answer(response)]),
    ),
  };
}

/** @param {any} operation @param {string} place */
function parameters(operation, place) {
  const found = (operation.parameters ?? [])
    .map(target)
    .filter(/** @param {any} parameter */ (parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(
      found.map(/** @param {any} p */ ({ name, schema }) => [name, converted(schema)]),
    ),
    required: found
      .filter(/** @param {any} p */ ({ required }) => required)
      .map(/** @param {any} p */ ({ name }) => name),
  };
}

/** @param {any} response */
function answer(response) {
  const schema = target(response).content?.["application/json"]?.schema;
  return schema ? { schema: converted(schema) } : {};
}

/** What a $ref points to; anything else is itself. @param {any} node */
function target(node) {
  if (!node.$ref) return node;
  return node.$ref
    .split("/")
    .slice(1)
    .reduce((/** @type {any} */ at, /** @type {string} */ key) => at[key], description);
}

/** @param {Json} schema */
function converted(schema) {
  return jsonSchema(schema, (name) => schemaNames.add(name));
}

function reachableSchemas() {
  /** @type {Json} */
  const schemas = {};
  // A Set's iterator also visits what is added on the way.
  for (const name of schemaNames) schemas[name] = converted(description.components.schemas[name]);
  return schemas;
}
