import { isObject, type Plain } from "../../rules/plain";

/** An Output or a Promise is an object too, but of a class of its own. */
export function isLiteral(value: unknown): value is Record<string, object> {
  return isObject(value as Plain) && Object.getPrototypeOf(value) === Object.prototype;
}
