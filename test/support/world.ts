import { startEmulator, type Emulator, type EmulatorOptions } from "github-codespaces-emulator";
import { PulumiProject, type ProjectOptions } from "./pulumi-project";

export interface World {
  emulator: Emulator;
  /** A project whose environment names the emulator and its token. */
  project(options: ProjectOptions): Promise<PulumiProject>;
  close(): Promise<void>;
}

/** An emulated GitHub and the Pulumi projects that use it. */
export async function startWorld(options: EmulatorOptions = {}): Promise<World> {
  const emulator = await startEmulator(options);
  const projects: PulumiProject[] = [];
  return {
    emulator,
    async project(projectOptions) {
      const env = {
        GITHUB_API_URL: emulator.url,
        GITHUB_TOKEN: emulator.token,
        ...projectOptions.env,
      };
      const project = await PulumiProject.create({ ...projectOptions, env });
      projects.push(project);
      return project;
    },
    async close() {
      for (const project of projects) project.remove();
      await emulator.close();
    },
  };
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
    "  OrgCodespacesSecretRepository, UserCodespacesSecretRepository } =",
    '  require("pulumi-github-codespaces");',
    body,
  ].join("\n");
}
