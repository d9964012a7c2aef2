/**
 * The key by which an explicit provider says that it was given a credential of its own. No user sets
 * it: without it, a credential that turns out empty would let the environment's take its place.
 */
export const OWN_CREDENTIAL = "github-codespaces:ownCredential";

/**
 * The input by which a class says that the program has set the option `deleteBeforeReplace: false`,
 * of which Pulumi tells a provider nothing. `check` takes it in; it is never stored.
 */
export const CREATE_BEFORE_DELETE = "createBeforeDelete";
