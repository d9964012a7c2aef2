import { Emulator, type EmulatorOptions } from "github-codespaces-emulator";
import { PulumiProject, type ProjectOptions } from "./pulumi-project";

/** An emulated GitHub and the Pulumi projects that use it. */
export class World {
  readonly emulator: Emulator;
  readonly #projects: PulumiProject[] = [];

  constructor(options: EmulatorOptions = {}) {
    this.emulator = new Emulator(options);
  }

  /** A project whose environment names the emulator and its token. */
  async project(options: ProjectOptions): Promise<PulumiProject> {
    const { url, token } = this.emulator;
    const env = { GITHUB_API_URL: url, GITHUB_TOKEN: token, ...options.env };
    const project = await PulumiProject.create({ ...options, env });
    this.#projects.push(project);
    return project;
  }

  /** Throws if an answer of the emulator violated GitHub's description. */
  async close(): Promise<void> {
    for (const project of this.#projects) project.remove();
    await this.emulator.close();
    const { violations } = this.emulator;
    if (violations.length > 0) throw new Error(violations.join("\n"));
  }
}

/** A world for the tests of a suite. */
export function useWorld(options: EmulatorOptions = {}): World {
  const world = new World(options);
  beforeAll(() => world.emulator.listen());
  afterAll(() => world.close());
  return world;
}

/** The requests since the log was cleared, as `PUT /orgs/acme/codespaces/secrets/NPM_TOKEN`. */
export function requestLines(emulator: Emulator): string[] {
  return emulator.requests.map(({ method, path }) => `${method} ${path}`);
}

/** A JavaScript program that declares resources of the provider. */
export function program(body: string): string {
  return [
    'const pulumi = require("@pulumi/pulumi");',
    "const { Codespace, OrgCodespacesAccess, OrgCodespacesSecret, RepoCodespacesSecret, UserCodespacesSecret,",
    "  OrgCodespacesSecretRepository, UserCodespacesSecretRepository,",
    "  OrgCodespacesSecrets, RepoCodespacesSecrets, UserCodespacesSecrets } =",
    '  require("pulumi-github-codespaces");',
    body,
  ].join("\n");
}
