import type { Claim, Note, Others } from "../../provider/src/session/declared";
import { DECLARATION } from "../../provider/src/rules/hints";
import {
  declaredIdentity,
  declaredInSet,
  isSet,
  markOf,
} from "../../provider/src/session/identities";
import type { Props } from "../../provider/src/rules/plain";
import { argsInSet, asSets, isSingle, setKinds } from "./as-sets";
import type { ProviderRun } from "./lifecycles";
import { HOST } from "./project-file";

export type Kind = Exclude<keyof ProviderRun, "lines" | "waited">;

/** The class of each kind. */
export const classes: Record<Kind, string> = {
  orgSecret: "OrgCodespacesSecret",
  userSecret: "UserCodespacesSecret",
  repoSecret: "RepoCodespacesSecret",
  orgSecrets: "OrgCodespacesSecrets",
  userSecrets: "UserCodespacesSecrets",
  repoSecrets: "RepoCodespacesSecrets",
  orgSecretRepository: "OrgCodespacesSecretRepository",
  userSecretRepository: "UserCodespacesSecretRepository",
  access: "OrgCodespacesAccess",
  codespace: "Codespace",
};

/** The set that a kind is, or as which its only secret is declared. */
function setFor(kind: Kind, args: Props): { of: string; args: Props } | undefined {
  if (isSet(classes[kind])) return { of: classes[kind], args };
  if (!asSets || !isSingle(kind)) return undefined;
  const { className } = setKinds[kind];
  return { of: className, args: argsInSet(setKinds[kind], args) };
}

/** A process that hosts a provider, for one operation. */
export interface Host {
  /** The provider's name; "" is the default one. */
  provider: string;
  notes: Others;
}

/** What the processes of one operation tell each other; each has what the others told since it last asked. */
class Bus {
  readonly #waiting: (Note | Claim)[][] = [];
  readonly #told: (Note | Claim)[] = [];

  join(): Others {
    const own: (Note | Claim)[] = [...this.#told];
    this.#waiting.push(own);
    return {
      tell: (news) => {
        this.#told.push(news);
        for (const each of this.#waiting) if (each !== own) each.push(news);
      },
      news: () => own.splice(0),
    };
  }
}

/** One operation of the engine: a process for each provider, and one for the program. */
export class Operation {
  readonly #newRun: (host: Host) => ProviderRun;
  readonly #bus = new Bus();
  readonly #program = this.#bus.join();
  readonly #runs = new Map<string, ProviderRun>();

  constructor(newRun: (host: Host) => ProviderRun) {
    this.#newRun = newRun;
  }

  run(provider = ""): ProviderRun {
    const run = this.#runs.get(provider) ?? this.#newRun({ provider, notes: this.#bus.join() });
    this.#runs.set(provider, run);
    return run;
  }

  get lines(): string[] {
    return [...this.#runs.values()].flatMap(({ lines }) => lines);
  }

  /** What the constructor of a class tells as soon as it runs; the SDKs of the plugin tell nothing. */
  constructed(kind: Kind, call: string, args: Props): void {
    const of = classes[kind];
    if (kind === "codespace" || HOST === "plugin") return;
    const set = setFor(kind, args);
    if (set !== undefined) {
      this.#tellSet(set.of, { call, args: set.args });
      return;
    }
    this.#program.tell({ ...declaredIdentity(of, args), by: call });
    const { selectedRepositories: list } = args;
    for (const [index, repository] of (Array.isArray(list) ? list : []).entries()) {
      const one = declaredIdentity(`${of}Repository`, { ...args, repository });
      this.#program.tell({ ...one, by: `${call} ${index}` });
    }
  }

  /** What it tells once the engine has answered: which entry of the state it has for it. */
  registered(kind: Kind, call: string, { args, outputs }: { args: Props; outputs: Props }): void {
    if (kind === "codespace" || HOST === "plugin") return;
    const { [DECLARATION]: mark } = outputs;
    const entry = typeof mark === "string" ? mark : call;
    const set = setFor(kind, args);
    if (set !== undefined) {
      this.#tellSet(set.of, { call, args: set.args, entry });
      return;
    }
    this.#program.tell({ ...declaredIdentity(classes[kind], args), by: call, entry });
  }

  #tellSet(of: string, { call, args, entry }: { call: string; args: Props; entry?: string }): void {
    for (const { key, identity } of declaredInSet(of, args)) {
      const mark = (whole: string) => (key === undefined ? whole : markOf(whole, key));
      this.#program.tell({ ...identity, by: mark(call), ...(entry && { entry: mark(entry) }) });
    }
  }
}
