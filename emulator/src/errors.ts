/** What is wrong with a field, as in the description's validation-error. */
export interface FieldError {
  resource: string;
  field: string;
  code: string;
  message?: string;
}

/** A refusal in GitHub's shape. The rules throw it, and the pipeline turns it into an answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly more: {
      errors?: readonly FieldError[];
      headers?: Record<string, string>;
      body?: object;
    } = {},
  ) {
    super(message);
  }
}

export const notFound = (): Refusal => new Refusal(404, "Not Found");

export const conflict = (message: string): Refusal => new Refusal(409, message);

export const forbidden = (message: string, headers: Record<string, string> = {}): Refusal =>
  new Refusal(403, message, { headers });

/** 422: the request can't be carried out as it is. */
export const invalid = (message: string, error?: FieldError): Refusal =>
  new Refusal(422, message, error ? { errors: [error] } : {});
