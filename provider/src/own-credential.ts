/**
 * The key by which an explicit provider says that it was given a credential of its own. No user sets
 * it: without it, a credential that turns out empty would let the environment's take its place.
 */
export const OWN_CREDENTIAL = "github-codespaces:ownCredential";
