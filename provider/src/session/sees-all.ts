import type { GitHub } from "../github/client";
import { graphql } from "../github/graphql";
import { Json } from "../github/json";
import type { Reader } from "../github/operation";

/**
 * Whether the credential sees every repository of an owner, so that one it isn't shown doesn't exist. Only
 * proof counts: an app that is installed there for all repositories, or the owner's own classic token with the
 * scope `repo`. A fine-grained token doesn't tell whether it is limited to some repositories.
 */
export async function seesAllOf(github: GitHub, owner: string): Promise<boolean> {
  const { credential } = github;
  const read: Reader<boolean> = (data, { headers }) => {
    const found = new Json(data, "GraphQL answer").under("data");
    const login = found.under("viewer").textIfAny("login") ?? "";
    const isOwn = login.toLowerCase() === owner.toLowerCase();
    const isAdmin = found.under("organization").flagIfAny("viewerCanAdminister") === true;
    // Only classic tokens have scopes.
    const scopes = (headers["x-oauth-scopes"] ?? "").split(",").map((scope) => scope.trim());
    return scopes.includes("repo") && (isOwn || isAdmin);
  };
  try {
    if (credential.isForAll !== undefined) return await credential.isForAll(owner);
    const args = { query: QUERY, variables: { owner } };
    return (await github.request({ ...graphql, read }, args)).data;
  } catch {
    // What can't be asked is not proven.
    return false;
  }
}

const QUERY =
  "query($owner: String!) { viewer { login } organization(login: $owner) { viewerCanAdminister } }";
