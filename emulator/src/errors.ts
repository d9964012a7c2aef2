/** One fault of a field, as in the description's validation-error. */
export interface FieldError {
  resource: string;
  field: string;
  code: string;
  message?: string;
}

/** A refusal in GitHub's shape. The rules throw it, the pipeline answers it. */
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

/** 422: the request can't be done as it stands. */
export const invalid = (message: string, error?: FieldError): Refusal =>
  new Refusal(422, message, error ? { errors: [error] } : {});
