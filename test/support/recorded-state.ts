import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodespaceView, Emulator, NewCodespace, SecretView } from "github-codespaces-emulator";
import { ROOT } from "./markdown";

const FOLDER = join(ROOT, "test/states");
/** When the secrets were written, for every release line: the emulator's clock stands still. */
export const RECORDED_AT = "2026-12-01T09:00:00Z";

/** After an `up`; and after a refresh that found what `changeByHand` did. */
export type StateName = "applied" | "drifted";

interface HeldSecret {
  /** The organization, the repository or the user. */
  owner: string;
  kind: "organization" | "repository" | "user";
  name: string;
  value: string;
  visibility?: SecretView["visibility"];
  selectedRepositories: string[];
}

interface HeldCodespace {
  name: string;
  owner: string;
  state: CodespaceView["state"];
  wishes: NewCodespace;
}

interface Held {
  environment: Record<string, string>;
  secrets: HeldSecret[];
  codespaces: HeldCodespace[];
}

export const releaseLines = readdirSync(FOLDER).filter((name) => /^\d+\.\d+$/.test(name));

/** Such as `0.1`, of the version in the provider's package.json. */
export function currentLine(): string {
  const text = readFileSync(join(ROOT, "provider/package.json"), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version.split(".").slice(0, 2).join(".");
}

/** What one release line wrote. */
export class RecordedState {
  readonly #folder: string;

  constructor(line: string) {
    this.#folder = join(FOLDER, line);
  }

  get program(): string {
    return this.#read("index.mjs");
  }

  /** The path of a state, and its text. */
  stateFile(name: StateName): string {
    return join(this.#folder, `${name}.json`);
  }

  state(name: StateName): string {
    return this.#read(`${name}.json`);
  }

  get held(): Held {
    return JSON.parse(this.#read("github.json")) as Held;
  }

  /** Puts into the emulator what GitHub held then. */
  restore({ drift }: Emulator): void {
    for (const { kind, owner, name, visibility, ...held } of this.held.secrets) {
      const { value, selectedRepositories } = held;
      const list = visibility === "all" || visibility === "private" ? {} : { selectedRepositories };
      if (kind === "repository") drift.repoSecret(owner, name, { value });
      else if (kind === "user") drift.userSecret(owner, name, { value, ...list });
      else drift.orgSecret(owner, name, { value, ...list, ...(visibility && { visibility }) });
    }
    for (const { name, owner, wishes } of this.held.codespaces) {
      const restored = drift.codespaces.create(owner, wishes);
      if (restored !== name) throw new Error(`the emulator names ${name} ${restored} now`);
    }
  }

  write(recorded: { program: string; states: Record<StateName, string>; held: Held }): void {
    const { program, states, held } = recorded;
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, "index.mjs"), program);
    writeFileSync(this.stateFile("applied"), states.applied);
    writeFileSync(this.stateFile("drifted"), states.drifted);
    writeFileSync(join(this.#folder, "github.json"), `${JSON.stringify(held, null, 2)}\n`);
  }

  #read(file: string): string {
    return readFileSync(join(this.#folder, file), "utf8");
  }
}

/** All secrets that the emulator holds. */
export function secretsOf({ state }: Emulator): HeldSecret[] {
  const of = (kind: HeldSecret["kind"], owners: Record<string, { secrets: SecretView[] }>) =>
    Object.entries(owners).flatMap(([owner, { secrets }]) =>
      secrets.map(({ name, openedValue, visibility, selectedRepositories }) => ({
        ...{ kind, owner, name, value: openedValue, selectedRepositories },
        ...(visibility && { visibility }),
      })),
    );
  return [
    ...of("organization", state.organizations),
    ...of("repository", state.repositories),
    ...of("user", state.users),
  ];
}

/** The codespaces of octocat that the emulator holds. */
export function codespacesOf(emulator: Emulator): HeldCodespace[] {
  return emulator.codespaces("octocat").map(({ name, owner, state, ...has }) => {
    const { repository, git, location, machine, displayName } = has;
    const { devcontainerPath, idleTimeoutMinutes, retentionPeriodMinutes } = has;
    const place = { repository, ref: git.ref, devcontainerPath: devcontainerPath ?? undefined };
    const settings = { location, machine, displayName, idleTimeoutMinutes, retentionPeriodMinutes };
    return { name, owner, state, wishes: { ...place, ...settings } };
  });
}

/** What somebody did between the two states. */
export function changeByHand(emulator: Emulator): void {
  emulator.advance(3_600_000);
  emulator.drift.orgSecret("acme", "BY_NAME", { selectedRepositories: ["acme/api"] });
  emulator.drift.repoSecret("acme/api", "OF_A_REPOSITORY", { value: "by hand" });
  const selectedRepositories = ["octocat/hello-world"];
  emulator.drift.userSecret("octocat", "WITH_A_LIST", { value: "by hand", selectedRepositories });
  for (const { name } of emulator.codespaces("octocat")) {
    emulator.drift.codespaces.rename(name, "renamed by hand");
    emulator.drift.codespaces.stop(name);
  }
}
