import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Description, Operation, Parameters, Schema } from "./description";
import { isKnownUnlisted } from "./unlisted-statuses";

/** Checks requests and answers against GitHub's description. Each schema is compiled when it is first needed. */
export class Validator {
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(description: Description) {
    this.#ajv = new Ajv({ strict: false, coerceTypes: false });
    addFormats(this.#ajv);
    this.#ajv.addSchema({ $id: "github", schemas: description.schemas });
  }

  /** What is wrong with the parameters in the path or query, which are still texts. */
  parameterFault(operation: Operation, place: "path" | "query", given: Record<string, string>) {
    const schema = place === "path" ? operation.pathParameters : operation.queryParameters;
    const tolerated = place === "query" && operation.id === UNPAGED_LIST ? paging : {};
    const known = { ...schema, properties: { ...tolerated, ...schema.properties } };
    const compile = () => ({ ...known, additionalProperties: false });
    const validate = this.#validate(`${operation.id} ${place}`, compile);
    return validate(typed(known, given)) ? undefined : wordsOf(validate.errors);
  }

  /** What is wrong with a parsed JSON body; `undefined` means no body at all. */
  bodyFault(operation: Operation, body: unknown): string | undefined {
    if (!operation.body) {
      // Stricter than GitHub, which ignores it: a body that nobody reads is our mistake.
      return body === undefined ? undefined : "The operation takes no body.";
    }
    const { schema, required } = operation.body;
    const validate = this.#validate(`${operation.id} body`, () => closed(schema));
    // If the description allows null as a body, no body is fine too.
    if (body === undefined && (!required || validate(null))) return undefined;
    if (body === undefined) return "A JSON body is required.";
    return validate(body) ? undefined : wordsOf(validate.errors);
  }

  /** What is wrong with one of our answers. */
  answerFault(operation: Operation, status: number, body: unknown): string | undefined {
    const listed = operation.responses[String(status)];
    if (!listed && !isKnownUnlisted(operation, status)) {
      return `${operation.id} doesn't list status ${status}`;
    }
    const schema = listed?.schema ?? errorSchema(status, body);
    if (!schema) {
      return body === undefined ? undefined : `${operation.id} ${status} must have no body`;
    }
    const validate = this.#validate(
      `${operation.id} ${status} ${JSON.stringify(schema)}`,
      () => schema,
    );
    return validate(body) ? undefined : `${operation.id} ${status}: ${wordsOf(validate.errors)}`;
  }

  #validate(key: string, schema: () => Schema): ValidateFunction {
    const validate = this.#compiled.get(key) ?? this.#ajv.compile(schema());
    this.#compiled.set(key, validate);
    return validate;
  }
}

/** The description has no paging for it, yet its answer may have pages: clients may ask for them. */
const UNPAGED_LIST = "codespaces/list-repositories-for-secret-for-authenticated-user";
const paging = { page: { type: "integer" }, per_page: { type: "integer" } };

/**
 * Stricter than GitHub, which ignores unknown properties: we want to catch misspelled ones. Each alternative is
 * closed separately.
 */
function closed(schema: Schema): Schema {
  for (const key of ["oneOf", "anyOf"]) {
    const choice = schema[key];
    if (Array.isArray(choice)) return { ...schema, [key]: (choice as Schema[]).map(closed) };
  }
  return schema.type === "object" ? { ...schema, additionalProperties: false } : schema;
}

/** An error's body is described even if the operation doesn't describe it; otherwise it is empty. */
function errorSchema(status: number, body: unknown): Schema | undefined {
  const named = (name: string) => ({ $ref: `github#/schemas/${name}` });
  if (status === 422) return named("validation-error");
  if (status >= 400) return named("basic-error");
  return status >= 300 && status !== 304 && body !== undefined ? named("basic-error") : undefined;
}

/** Converts texts of the address to numbers where the description asks for numbers. */
function typed(schema: Parameters, given: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => {
      const isInteger = schema.properties[name]?.type === "integer" && /^\d+$/.test(text);
      return [name, isInteger ? Number(text) : text];
    }),
  );
}

/** The first fault in GitHub's words, such as `"visibility" wasn't supplied.` */
function wordsOf(errors: ErrorObject[] | null | undefined): string {
  // If the schema is "null or this", the caller meant this.
  const error = errors?.find(({ params: { type } }) => type !== "null");
  if (!error) return "Invalid.";
  const params = error.params as Record<string, unknown>;
  if (error.keyword === "required") return `"${String(params.missingProperty)}" wasn't supplied.`;
  if (error.keyword === "additionalProperties") {
    return `"${String(params.additionalProperty)}" is not a permitted key.`;
  }
  const allowed = params.allowedValues;
  const choice = Array.isArray(allowed) ? ` (${allowed.join(", ")})` : "";
  return `For '${error.instancePath || "/"}', the value ${error.message ?? "is wrong"}${choice}.`;
}
