import {
  seedWith,
  startEmulator,
  type CodespaceView,
  type Emulator,
} from "github-codespaces-emulator";
import type { Props } from "../../provider/src/rules/plain";
import { newRun, type ProviderRun } from "./lifecycles";

/** A public repository of the token's user. */
export const REPOSITORY = "octocat/hello-world";

export interface CodespaceWorld {
  readonly emulator: Emulator;
  /** One `pulumi up`; the emulator's clock goes along with its waits. */
  run(token?: string): ProviderRun;
  /** The requests that change something, such as `POST /user/codespaces`. */
  writes(): string[];
  /** The names of the codespaces that aren't deleted, or about to be. */
  remaining(): string[];
  /** The one codespace that there is. */
  only(): CodespaceView;
}

/** An emulator for the tests of a file; each test begins without a codespace. */
export function useCodespaces(): CodespaceWorld {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ seed: seedWith({ access: "all_members" }) });
  });
  beforeEach(() => {
    emulator.reset();
  });
  afterEach(() => {
    if (emulator.violations.length > 0) throw new Error(emulator.violations.join("\n"));
  });
  afterAll(() => emulator.close());
  return {
    get emulator() {
      return emulator;
    },
    run: (token = emulator.token) => {
      const onWait = (ms: number) => {
        emulator.advance(ms);
      };
      return newRun({ url: emulator.url, token, onWait });
    },
    writes: () =>
      emulator.requests
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => `${method} ${path}`),
    remaining: () =>
      emulator
        .codespaces("octocat")
        .filter(({ state }) => state !== "Deleted")
        .map(({ name }) => name),
    only: () => {
      const [codespace, ...others] = emulator.codespaces("octocat");
      if (codespace === undefined || others.length > 0) throw new Error("there is not just one");
      return codespace;
    },
  };
}

/** What the engine is told of what failed. */
export interface Failure {
  id?: string;
  message: string;
  properties: Props;
}

export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const failure: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (failure instanceof Error) return failure as Error & Failure;
  throw new Error("it succeeded");
}
