import { newSession } from "../session/shared-session";
import type { ProcessSession } from "../session/process-session";
import { configOf, type ConnectionSettings } from "../settings/given";
import { sayable } from "../texts";
import type { FlagGroup } from "./command";
import type { Given } from "./flags";
import type { Shell } from "./place";
import type { Progress } from "./progress";

export const connection: FlagGroup = {
  heading: "How to reach GitHub",
  flags: {
    "token-env": {
      takes: "NAME",
      says:
        "The environment variable that holds the token. Without this flag, the credential is " +
        "found the way a Pulumi program finds it: GH_TOKEN, GITHUB_TOKEN, a GitHub App, " +
        "`gh auth token`.",
    },
    "base-url": {
      takes: "URL",
      says: "Where the API is, such as https://api.acme.ghe.com. Default: https://api.github.com.",
    },
  },
};

/** What asks GitHub, with the limits, retries and errors of the resources. Nothing is sent yet. */
export function sessionOf(
  given: Given,
  place: Shell,
  { progress, stack = {} }: { progress: Progress; stack?: Readonly<Record<string, string>> },
): ProcessSession {
  const [tokenEnv, baseUrl] = [given.text("token-env"), given.text("base-url")];
  const settings: ConnectionSettings = {
    ...(tokenEnv !== undefined && { tokenEnv }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
  const line = (text: string) => {
    progress.end();
    place.err.write(`${sayable(text)}\n`);
  };
  const say = {
    info: line,
    warn: (text: string) => {
      line(`warning: ${text}`);
    },
  };
  const own = configOf(settings);
  return newSession((key) => own(key) ?? stack[key], { say, clock: place.clock, env: place.env });
}
