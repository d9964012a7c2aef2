import type { Emulator } from "./emulator";

export const helpText = `github-codespaces-emulator: GitHub's Codespaces API on 127.0.0.1

  --port N      listen on this port (default: a free one)
  --latency N   delay each answer by N milliseconds
  --step N      each step of a codespace, such as starting, takes N milliseconds (default: 1000)
  --run NAME    end the tokens with this name; by default each run has tokens of its own, which an
                emulator of another run refuses
  --json        print one line of JSON: url, token, tokens, organizations, repositories, users
  --help        this text

Press Ctrl-C to stop it. Nothing is kept; no request leaves this machine.
`;

/** What a program needs to use a running emulator. */
export function summary(emulator: Emulator) {
  const { seed, url, token } = emulator;
  return {
    url,
    token,
    tokens: seed.tokens.map((each) => each.token),
    organizations: seed.organizations.map(({ login }) => login),
    repositories: seed.repositories.map(({ fullName }) => fullName),
    users: seed.users.map(({ login }) => login),
  };
}

/** The same for a person, with the settings that point the provider at it. */
export function greeting(emulator: Emulator): string {
  const { url, token, organizations, repositories, users } = summary(emulator);
  return `GitHub's Codespaces API is emulated at ${url}

  token          ${token}
  organizations  ${organizations.join(", ")}
  repositories   ${repositories.join(", ")}
  users          ${users.join(", ")}

Point the provider at it:

  pulumi config set github-codespaces:baseUrl ${url}
  export GITHUB_TOKEN=${token}

or with environment variables only:

  export GITHUB_API_URL=${url} GITHUB_TOKEN=${token}

Press Ctrl-C to stop it.
`;
}
