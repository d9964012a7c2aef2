import { graphql } from "../github/graphql";
import { Json } from "../github/json";
import { onOneLine } from "../texts";
import type { Operation, Reader } from "../github/operation";

// What GitHub tells about a credential, and about an organization to it. None of these is one of the 48.

/** What is left of an hourly limit. */
export interface Left {
  limit: number;
  remaining: number;
  /** A time of GitHub's clock, in seconds. */
  reset: number;
}

export interface TokenReport {
  core: Left;
  graphql: Left | undefined;
  /** Only classic tokens have scopes. */
  scopes: string[] | undefined;
  /** When the token ends, in GitHub's words. */
  expires: string | undefined;
  /** GitHub's clock, as in its Date header. */
  date: string | undefined;
  /** The version of the API that GitHub answered with. */
  version: string | undefined;
  /** When it ends that version. */
  sunset: string | undefined;
}

/** Costs nothing of the limits that it tells. */
export const tokenReport: Operation<TokenReport> = {
  id: "rate-limit/get",
  route: "GET /rate_limit",
  done: [200],
  read: (data, { headers }) => {
    const resources = new Json(data, "answer").under("resources");
    // Node lets control characters through in a header, and people see these.
    const header = (name: string) => {
      const text = headers[name];
      return text === undefined ? undefined : onOneLine(text);
    };
    const scopes = header("x-oauth-scopes");
    return {
      core: leftIn(resources.under("core")),
      graphql: resources.isNone("graphql") ? undefined : leftIn(resources.under("graphql")),
      scopes: scopes?.split(",").map((scope) => scope.trim()),
      expires: header("github-authentication-token-expiration"),
      date: header("date"),
      version: header("x-github-api-version-selected"),
      sunset: header("sunset"),
    };
  },
};

function leftIn(limit: Json): Left {
  return {
    limit: limit.number("limit"),
    remaining: limit.number("remaining"),
    reset: limit.number("reset"),
  };
}

/** The name of an organization's plan; undefined if GitHub doesn't tell this credential. */
export const plan: Operation<string | undefined> = {
  id: "orgs/get",
  route: "GET /orgs/{org}",
  done: [200],
  read: (data) => new Json(data, "organization").under("plan").textIfAny("name"),
  thereWith: "organization",
};

const QUERY = "query($owner: String!) { organization(login: $owner) { viewerCanAdminister } }";

/** Whether the credential's user owns an organization. */
export function ownershipOf(owner: string) {
  const read: Reader<boolean> = (data) => {
    const found = new Json(data, "GraphQL answer").under("data").under("organization");
    return found.flagIfAny("viewerCanAdminister") === true;
  };
  return { operation: { ...graphql, read }, args: { query: QUERY, variables: { owner } } };
}
