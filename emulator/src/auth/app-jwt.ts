import { createVerify } from "node:crypto";
import { Refusal } from "../errors";
import type { Credentials } from "../model/credentials";
import type { SeedApp } from "../seed/seed";

interface Claims {
  iss?: string | number;
  iat?: unknown;
  exp?: unknown;
}

/** GitHub's documented rules, to the second. It doesn't say what it tolerates beyond them. */
const longestLife = 600;

/** The app that signed this JWT. The messages are GitHub's; octokit corrects a wrong clock by them. */
export function appOfJwt(token: string, credentials: Credentials): SeedApp {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const { alg } = decoded(header) as { alg?: string };
  const claims = decoded(payload) as Claims;
  const app = credentials.app(String(claims.iss));
  if (alg !== "RS256") throw undecodable();
  // Whatever the signature is: github.com/octokit/rest.js/issues/218.
  if (!app) throw new Refusal(404, "Integration not found");
  const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
  if (!verify.verify(credentials.publicKey(app), signature, "base64url")) throw undecodable();
  checkTimes(claims, credentials.clock.now() / 1000);
  return app;
}

function checkTimes({ iat, exp }: Claims, now: number): void {
  if (typeof iat !== "number" || iat > now) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== "number" || exp <= now) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at " +
        "which the assertion expires",
    );
  }
  if (exp > now + longestLife) {
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    throw undecodable();
  }
}

const undecodable = (): Refusal => new Refusal(401, "A JSON web token could not be decoded");
