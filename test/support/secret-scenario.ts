import type { Emulator } from "github-codespaces-emulator";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../provider/src/rules/plain";
import { checked, newRun, type ProviderRun } from "./lifecycles";

export type Kind = "orgSecret" | "userSecret" | "repoSecret";
export const KINDS: readonly Kind[] = ["orgSecret", "userSecret", "repoSecret"];

const NAME = "TOKEN";

/** Where each kind of secret is, and what its list may hold. */
const places: Record<Kind, { place: Props; repositories: string[]; associations?: Associations }> =
  {
    orgSecret: {
      place: { org: "acme", visibility: "selected" },
      repositories: ["acme/api", "acme/web"],
      associations: "orgSecretRepository",
    },
    userSecret: {
      place: {},
      repositories: ["octocat/dotfiles", "octocat/hello-world"],
      associations: "userSecretRepository",
    },
    repoSecret: { place: { repository: "acme/api" }, repositories: [] },
  };

type Associations = "orgSecretRepository" | "userSecretRepository";

/** One resource of a stack: its state, and what the engine does with it, each in a run of its own. */
export class Declared {
  inputs: Props = {};
  outputs: Props = {};
  id = "";
  lines: string[] = [];
  readonly #emulator: Emulator;
  readonly #of: (run: ProviderRun) => Lifecycle;

  constructor(emulator: Emulator, of: (run: ProviderRun) => Lifecycle) {
    this.#emulator = emulator;
    this.#of = of;
  }

  async up(news: Props): Promise<void> {
    const lifecycle = this.#run();
    const inputs = checked(lifecycle, news, this.inputs);
    if (this.id === "") {
      ({ id: this.id, outputs: this.outputs } = await lifecycle.create(inputs));
    } else if (JSON.stringify(inputs) !== JSON.stringify(this.inputs)) {
      this.outputs = await lifecycle.update(this.id, this.outputs, inputs);
    }
    this.inputs = inputs;
  }

  /** The inputs that the refresh found to differ; undefined when it is gone. */
  async refresh(): Promise<string[] | undefined> {
    const known = await this.#run().read(this.id, this.outputs);
    if (known === undefined) return undefined;
    const before = this.inputs;
    const names = new Set([...Object.keys(before), ...Object.keys(known.inputs)]);
    const text = (props: Props, name: string) => JSON.stringify(props[name]);
    const changed = [...names].filter((name) => text(before, name) !== text(known.inputs, name));
    ({ inputs: this.inputs, outputs: this.outputs } = known);
    return changed.sort();
  }

  async destroy(): Promise<void> {
    await this.#run().delete(this.id, this.outputs);
    this.id = "";
    this.inputs = {};
    this.outputs = {};
  }

  /** The emulator's clock goes along with the waits. */
  #run(): Lifecycle {
    const { url, token } = this.#emulator;
    const onWait = (ms: number) => {
      this.#emulator.advance(ms);
    };
    const run = newRun({ url, token, onWait });
    this.lines = run.lines;
    return this.#of(run);
  }
}

/** A secret of a kind, and all that can be done to it through the provider and by hand. */
export class Scenario {
  readonly secret: Declared;
  readonly repositories: readonly string[];
  readonly #emulator: Emulator;
  readonly #kind: Kind;

  constructor(emulator: Emulator, kind: Kind) {
    this.#emulator = emulator;
    this.#kind = kind;
    this.repositories = places[kind].repositories;
    this.secret = new Declared(emulator, (run) => run[kind]);
  }

  get hasList(): boolean {
    return this.repositories.length > 0;
  }

  /** What a program declares: with a list if one is given, and one is possible. */
  program(value: string, list?: readonly string[], more: Props = {}): Props {
    const selected = list && this.hasList ? { selectedRepositories: [...list] } : {};
    return { ...places[this.#kind].place, secretName: NAME, value, ...selected, ...more };
  }

  association(repository: string): { resource: Declared; inputs: Props } | undefined {
    const { place, associations } = places[this.#kind];
    if (associations === undefined) return undefined;
    const org = place.org === undefined ? {} : { org: "acme" };
    const inputs = { ...org, secretName: NAME, repository };
    return { resource: new Declared(this.#emulator, (run) => run[associations]), inputs };
  }

  byHand(change: { value?: string; selectedRepositories?: string[] }): void {
    const { drift } = this.#emulator;
    if (this.#kind === "orgSecret") drift.orgSecret("acme", NAME, change);
    else if (this.#kind === "userSecret") drift.userSecret("octocat", NAME, change);
    else drift.repoSecret("acme/api", NAME, { value: change.value ?? "by hand" });
  }

  deletedByHand(): void {
    const { drift } = this.#emulator;
    if (this.#kind === "orgSecret") drift.deleteOrgSecret("acme", NAME);
    else if (this.#kind === "userSecret") drift.deleteUserSecret("octocat", NAME);
    else drift.deleteRepoSecret("acme/api", NAME);
  }

  get held() {
    if (this.#kind === "orgSecret") return this.#emulator.orgSecret("acme", NAME);
    if (this.#kind === "userSecret") return this.#emulator.userSecret("octocat", NAME);
    return this.#emulator.repoSecret("acme/api", NAME);
  }
}
