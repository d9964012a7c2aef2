import type { Emulator, RequestLogEntry, SecretView } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import type { Entry } from "../stack";
import {
  REPOSITORIES,
  SLOT_NAMES,
  STEADY,
  slots,
  type Repository,
  type SlotName,
  type Whereabouts,
} from "./slots";

/** Which thing of GitHub is which slot, whatever its repository is called by now. */
export class GitHubNow {
  readonly #emulator: Emulator;
  /** By the name that it begins with: what it is called; undefined when it was deleted. */
  readonly names = new Map<string, string | undefined>();
  readonly archived = new Set<string>();
  /** By every id that it ever had. */
  readonly #ids = new Map<number, string>();

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    for (const name of [...REPOSITORIES, ...STEADY]) {
      this.names.set(name, name);
      this.learn(name);
    }
  }

  learn(repository: string): void {
    const id = this.#emulator.repositoryId(this.names.get(repository) ?? "");
    if (id !== undefined) this.#ids.set(id, repository);
  }

  /** Something is in a stack's way that only its people can put right. */
  get isInTrouble(): boolean {
    return this.archived.size > 0 || [...this.names.values()].includes(undefined);
  }

  readonly whereabouts: Whereabouts = (repository) => {
    const name = this.names.get(repository);
    const id = name === undefined ? undefined : this.#emulator.repositoryId(name);
    return name === undefined || id === undefined ? undefined : { name, id };
  };

  readonly takesMore = (name: SlotName): boolean => {
    const secret = this.secret(name);
    return secret !== undefined && (secret.visibility ?? "selected") === "selected";
  };

  get sight() {
    return { whereabouts: this.whereabouts, takesMore: this.takesMore };
  }

  secret(name: SlotName | "HAND"): SecretView | undefined {
    if (name === "HAND") return this.#emulator.orgSecret("acme", name);
    const { kind, secretName = "", repository = "acme/api" } = slots[name];
    if (kind === "orgSecret") return this.#emulator.orgSecret("acme", secretName);
    if (kind === "userSecret") return this.#emulator.userSecret("octocat", secretName);
    const now = this.names.get(repository);
    return now === undefined ? undefined : this.#emulator.repoSecret(now, secretName);
  }

  listOf(secret: SecretView | undefined): string[] {
    const ids = secret?.selectedRepositoryIds ?? [];
    return ids.map((id) => this.#ids.get(id) ?? String(id)).sort();
  }

  /** What somebody else has beside the slots, each with its value. */
  untouched(): [string, string[]][] {
    const others = [
      ["another user's secret", this.#emulator.userSecrets("hubot"), "A"],
      ["another repository's secret", this.#emulator.repoSecrets("acme/infra"), "A"],
    ] as const;
    return others.map(([what, secrets, name]) => [
      what,
      secrets.flatMap((one) => (one.name === name ? [one.openedValue] : [])),
    ]);
  }

  /** The slot that a write is about; "gone" for a repository of which only an old id is known. */
  slotOf({ path }: RequestLogEntry): SlotName | "gone" | undefined {
    if (path.startsWith("/orgs/acme/codespaces/access")) return "access";
    if (/^\/(user|repos\/octocat\/hello-world)\/codespaces(\/octocat-[^/]+.*)?$/.test(path))
      return "space";
    const [, org, repo, name = "", id] =
      /^\/(?:orgs\/(acme)|user|repos\/([^/]+\/[^/]+))\/codespaces\/secrets\/([^/]+)(?:\/repositories(?:\/(\d+))?)?$/i.exec(
        path,
      ) ?? [];
    const found = (of: (slot: (typeof slots)[SlotName]) => boolean) =>
      SLOT_NAMES.find((slot) => of(slots[slot]));
    const secret = name.toUpperCase();
    if (repo !== undefined) {
      const repository = this.#originalOf(repo);
      return found((slot) => slot.secretName === secret && slot.repository === repository);
    }
    const kind = org === undefined ? "userSecret" : "orgSecret";
    const owner = found((slot) => slot.kind === kind && slot.secretName === secret);
    if (id === undefined) return owner;
    const repository = this.#ids.get(Number(id));
    if (repository === undefined) return undefined;
    if (this.whereabouts(repository as Repository)?.id !== Number(id)) return "gone";
    const of = owner ?? (secret === "HAND" && org !== undefined ? secret : undefined);
    return found((slot) => of !== undefined && slot.of === of && slot.repository === repository);
  }

  /** The slot that an entry of a state is of. */
  slotIn({ kind, inputs, outputs }: Entry): SlotName | undefined {
    const { secretName } = inputs;
    const repository = this.#repositoryIn(inputs, outputs);
    return SLOT_NAMES.find((name) => {
      const slot = slots[name];
      if (slot.kind !== kind) return false;
      if (kind === "access" || kind === "codespace") return true;
      const owner =
        slot.of === undefined || slot.of === "HAND" ? slot.of : slots[slot.of].secretName;
      const isSecret = (owner ?? slot.secretName) === secretName;
      return isSecret && (slot.repository === undefined || slot.repository === repository);
    });
  }

  #repositoryIn({ repository }: Props, { repositoryId }: Props): string | undefined {
    const known = this.#ids.get(Number(repositoryId ?? repository));
    return known ?? (typeof repository === "string" ? this.#originalOf(repository) : undefined);
  }

  /** A name that it has, or had. */
  #originalOf(name: string): string | undefined {
    const wanted = name.toLowerCase().replace(/-v2$/, "");
    return [...this.names.keys()].find((original) => original === wanted);
  }
}
