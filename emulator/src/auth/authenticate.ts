import { Refusal } from "../errors";
import type { Credentials } from "../model/credentials";
import type { Caller } from "../calls/call";
import { appOfJwt } from "./app-jwt";

/** Who sends this Authorization header. 401 if it is missing or unknown. */
export function authenticate(header: string | undefined, credentials: Credentials): Caller {
  // Stricter than GitHub, which shows public data to everybody: a missing token is our mistake.
  if (!header) throw new Refusal(401, "Requires authentication");
  const [, token] = /^(?:Bearer|token) (\S+)$/i.exec(header) ?? [];
  if (!token) throw new Refusal(401, "Bad credentials");
  if (token.split(".").length === 3) return { app: appOfJwt(token, credentials) };
  const credential = credentials.find(token);
  if (!credential) throw new Refusal(401, "Bad credentials");
  return { credential };
}
