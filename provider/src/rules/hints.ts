/**
 * The input in which a class tells which constructor call a resource comes from: Pulumi may check and create
 * one resource several times, and two resources may declare one thing. The inputs of a declared resource don't
 * keep it. As an output it marks the entry of the state that the call created.
 */
export const DECLARATION = "__declaration";

/**
 * The input in which a class tells that its list is given once and then left alone (`ignoreChanges`); Pulumi
 * doesn't tell a check. No resource keeps it.
 */
export const LIST_IGNORED = "__listIgnored";

/** The same for its value. */
export const VALUE_IGNORED = "__valueIgnored";

const LIST = /^selectedRepositories\b/;
const VALUE = /^(values?|encryptedValues?)\b/;

/** Both, as `ignoreChanges` names them: the whole input, an element, all values of a set, or everything. */
export function ignoredBy(paths: readonly string[]): { list: boolean; value: boolean } {
  const names = (input: RegExp) =>
    paths.some((path) => path === "*" || input.test(path.replace(/^\["?/, "")));
  return { list: names(LIST), value: names(VALUE) };
}

/** The names of the other resources of a program whose value isn't set. No resource keeps it. */
export const OTHERS_UNSET = "__othersUnset";

/** Begins the DECLARATION with which a plugin deletes what the program may declare in a moment. */
export const UNCHECKED = "not checked yet";

/**
 * The DECLARATION of a resource that the program reads by `get`. A state's entry that was imported by a file
 * may look the same otherwise, but isn't a `get`: nothing in the program says that it stays.
 */
export const BY_GET = "read by get";
