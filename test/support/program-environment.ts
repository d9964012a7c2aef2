import type { Emulator } from "github-codespaces-emulator";

/** For the tests of a file, what this process finds in its environment is this and nothing else. */
export function useEnvironment(variables: () => Record<string, string>): void {
  const before = { ...process.env };
  beforeAll(() => {
    for (const name of Object.keys(process.env)) {
      // By assigning undefined it would become a text.
      if (/^(GITHUB_|GH_)/.test(name)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, variables());
  });
  afterAll(() => {
    process.env = before;
  });
}

/** The environment of a program whose GitHub is the emulator. */
export function emulated(emulator: Emulator): Record<string, string> {
  return { GITHUB_API_URL: emulator.url, GITHUB_TOKEN: emulator.token };
}
