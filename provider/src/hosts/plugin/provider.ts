import { systemClock, type Clock } from "../../clock";
import { kinds } from "../../kinds/all";
import { inputFields, type Table } from "../../kinds/table";
import type { Lifecycle } from "../../lifecycle/lifecycle";
import type { ReadConfig } from "../../settings/sources";
import type { ProcessSession } from "../../session/process-session";
import { pluginSession } from "../../session/shared-session";
import { lifecycles } from "../classes";
import { Cancellation } from "./cancellation";
import { EngineLog } from "./engine-log";
import { Ignored } from "./ignored";
import { resourceMark } from "./mark";
import { OneProvider } from "./one-provider";

/** One class of resources, of one provider. */
export interface Hosted {
  className: string;
  table: Table;
  lifecycle: Lifecycle;
}

/** The provider that a plugin's process serves: its settings, and what a run remembers. */
export class PluginProvider {
  readonly log = new EngineLog();
  readonly cancellation = new Cancellation();
  readonly ignored = new Ignored();
  readonly one = new OneProvider();
  /** The resources that this operation's checks have seen. */
  readonly #checked = new Set<string>();
  readonly #clock: Clock;
  #engine: string | undefined;
  #startedAt: number;
  #session: ProcessSession | undefined;
  #config: ReadConfig = () => undefined;
  #hosted = new Map<string, Hosted>();

  readonly #makeSession: typeof pluginSession;

  constructor(clock: Clock = systemClock, makeSession = pluginSession) {
    this.#makeSession = makeSession;
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** Called when an operation begins. A plugin that a developer started serves several. */
  begin(engine: string): void {
    this.#engine = engine;
    this.one.begin(engine);
    this.#startedAt = this.#clock.now();
    this.cancellation.renew();
    this.ignored.clear();
    this.#checked.clear();
    this.log.connect(engine);
  }

  /** Only stores: an error in the settings comes from the resource or function that needs them. */
  configure(config: ReadConfig): void {
    this.#config = config;
    this.#session = undefined;
    this.#hosted = new Map();
  }

  /** @param isNew whether a creation follows */
  checked(urn: string, isNew: boolean): void {
    this.#checked.add(urn);
    if (isNew) this.session.declared.creation(resourceMark(urn), "to come");
  }

  creates(urn: string): void {
    this.session.declared.creation(resourceMark(urn), "begun");
  }

  /**
   * Whether the program may declare it in a moment: Pulumi deletes what depends on something that is being replaced before
   * it checks it.
   */
  comesLater(urn: string): boolean {
    return !this.#checked.has(urn) && this.session.declared.comesLater(resourceMark(urn));
  }

  get session(): ProcessSession {
    this.#session ??= this.#makeSession(this.#config, {
      say: this.log,
      clock: this.cancellation.clock(this.#clock),
      startedAt: this.#startedAt,
      engine: this.#engine,
    });
    return this.#session;
  }

  /** The class of the resource that has this URN: `urn:pulumi:dev::acme::github-codespaces:index:Codespace::mine`. */
  hostedBy(urn: string): Hosted {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const className = type.split(":").at(-1) ?? "";
    const hosted = this.#hosted.get(className) ?? this.#make(className);
    this.#hosted.set(className, hosted);
    return hosted;
  }

  #make(className: string): Hosted {
    const kind = kinds.find((one) => one.className === className);
    const lifecycle = Object.entries(lifecycles).find(([name]) => name === className)?.[1];
    if (kind === undefined || lifecycle === undefined) {
      throw new Error(
        `this version of the plugin github-codespaces has no resource ${className}: install the one of the program's SDK.`,
      );
    }
    return { className, table: kind.fields, lifecycle: lifecycle(() => this.session) };
  }
}

/** The inputs that are the place for a secret. */
export function secretInputs(table: Table): string[] {
  return Object.entries(inputFields(table)).flatMap(([name, { secret }]) => (secret ? [name] : []));
}
