/**
 * The input by which a class tells which constructor call a resource comes from: Pulumi may check and
 * create one resource several times, and two resources may declare one thing. No input of a resource that is
 * declared keeps it. As an output it marks the entry of the state that the call created.
 */
export const DECLARATION = "__declaration";

/**
 * The input by which a class tells that its list is given once and then left alone (`ignoreChanges`), which a
 * check is not told. No resource keeps it.
 */
export const LIST_IGNORED = "__listIgnored";

/**
 * What stands in DECLARATION for a resource that the program reads by `get`. An entry of the state that was imported by
 * a file may tell as little as it, and is no `get`: nothing of the program says that it stays.
 */
export const BY_GET = "read by get";
