// After tsc: the excerpt of GitHub's description that the emulator validates by, and the bin's mode.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { jsonSchema } from "./json-schema.mjs";

/** @typedef {{ $ref: string }} Reference */
/** @typedef {Record<string, { schema: unknown }>} Content */
/** @typedef {{ name: string, in: string, required?: boolean, schema: unknown }} Parameter */
/** @typedef {{ content?: Content }} Response */
/**
 * @typedef {object} Operation
 * @property {string} operationId
 * @property {string[]} tags
 * @property {{ url: string }} externalDocs
 * @property {boolean} [deprecated]
 * @property {unknown} x-github
 * @property {(Parameter | Reference)[]} [parameters]
 * @property {{ required?: boolean, content: Content }} [requestBody]
 * @property {Record<string, Response | Reference>} responses
 */
/**
 * @typedef {object} Description
 * @property {Record<string, Record<string, Operation>>} paths
 * @property {{ schemas: Record<string, unknown> }} components
 */

const dist = new URL("../dist/", import.meta.url);
const { resolve } = createRequire(import.meta.url);
/** @type {unknown} */
const parsed = JSON.parse(
  readFileSync(resolve("@octokit/openapi/generated/api.github.com.json"), "utf8"),
);
const description = /** @type {Description} */ (parsed);

// The lookups around the 48 operations of tag codespaces.
const lookups = new Set([
  "users/get-authenticated",
  "users/get-by-username",
  "orgs/get",
  "orgs/list-members",
  "orgs/check-membership-for-user",
  "orgs/get-membership-for-user",
  "orgs/list-outside-collaborators",
  "teams/list-members-in-org",
  "repos/get",
  "repos/list-for-org",
  "rate-limit/get",
  "apps/list-installations",
  "apps/create-installation-access-token",
  "apps/get-org-installation",
]);

// A mistake of the description: this list says with `allOf` that an account is a user and an
// enterprise at once. The component of the same name says `anyOf`.
const installations = description.paths["/app/installations"]?.get;
if (!installations) throw new Error("the description has no apps/list-installations");
installations.responses["200"] = {
  content: {
    "application/json": {
      schema: { type: "array", items: { $ref: "#/components/schemas/installation" } },
    },
  },
};

const schemaNames = new Set(["basic-error", "validation-error"]);

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { tags, operationId }]) => tags.includes("codespaces") || lookups.has(operationId))
    .map(([method, operation]) => excerpt(path, method.toUpperCase(), operation)),
);

writeFileSync(
  new URL("description.json", dist),
  JSON.stringify({ operations, schemas: reachableSchemas() }),
);
chmodSync(new URL("main.js", dist), 0o755);

/** @param {string} path @param {string} method @param {Operation} operation */
function excerpt(path, method, operation) {
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
    ...(operation.requestBody && { body: body(operation.requestBody) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, answer(response)]),
    ),
  };
}

/** @param {{ required?: boolean, content: Content }} requestBody */
function body({ required = false, content }) {
  return { required, schema: converted(content["application/json"]?.schema ?? {}) };
}

/** @param {Operation} operation @param {"path" | "query"} place */
function parameters(operation, place) {
  const all = (operation.parameters ?? []).map((each) => /** @type {Parameter} */ (target(each)));
  const found = all.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(found.map(({ name, schema }) => [name, converted(schema)])),
    required: found.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** @param {Response | Reference} response */
function answer(response) {
  const { content } = /** @type {Response} */ (target(response));
  const json = content?.["application/json"];
  return json ? { schema: converted(json.schema) } : {};
}

/** What a reference points to; anything else is itself. @param {object} node @returns {unknown} */
function target(node) {
  if (!("$ref" in node)) return node;
  /** @type {unknown} */
  let at = description;
  for (const key of String(node.$ref).split("/").slice(1)) {
    at = /** @type {Record<string, unknown>} */ (at)[key];
  }
  return at;
}

/** @param {unknown} schema */
function converted(schema) {
  return jsonSchema(schema, (name) => schemaNames.add(name));
}

function reachableSchemas() {
  /** @type {Record<string, unknown>} */
  const schemas = {};
  // A Set's iterator also visits what is added on the way.
  for (const name of schemaNames) schemas[name] = converted(description.components.schemas[name]);
  return schemas;
}
