import { isObject, type Plain } from "../rules/plain";

/** Whether a value in a state has the form that the lifecycle expects. */
export interface Form<T> {
  (value: Plain): boolean;
  /** For the compiler only. */
  readonly type?: () => T;
}

export const aText: Form<string> = (value) => typeof value === "string";
/** A time that can be compared with another one. */
export const aTime: Form<string> = (value) =>
  typeof value === "string" && !Number.isNaN(Date.parse(value));
export const aNumber: Form<number> = (value) => typeof value === "number";
export const aFlag: Form<boolean> = (value) => typeof value === "boolean";

/** A user, by login and id. */
export interface Person {
  login: string;
  id: number;
}
export const aPerson: Form<Person> = (value) =>
  isObject(value) && typeof value.login === "string" && typeof value.id === "number";

/** Ids of repositories, by name or by the digits of the id. */
export type IdsByName = Record<string, number>;
export const ids: Form<IdsByName> = (value) =>
  isObject(value) && Object.values(value).every((id) => typeof id === "number");

/** One of GitHub's words, or an object of its answer, that no code here depends on. */
export function of<T>(form: "text" | "object"): Form<T> {
  return form === "text" ? (aText as Form<unknown> as Form<T>) : isObject;
}
