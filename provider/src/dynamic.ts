import { AccessLifecycle } from "./lifecycle/access";
import { CodespaceLifecycle } from "./lifecycle/codespace";
import { PartlyDone, type Checked, type Lifecycle } from "./lifecycle/lifecycle";
import { defined, isObject, unknown, type Plain, type Props } from "./rules/plain";
import { SecretLifecycle } from "./lifecycle/secret";
import { orgSecret, repoSecret, userSecret } from "./lifecycle/secret-kinds";
import { SecretRepositoryLifecycle } from "./lifecycle/secret-repository";
import type { GetSession } from "./lifecycle/session";
import type { ReadConfig } from "./lookup";
import { sessionFor } from "./shared-session";
import type { ProcessSession } from "./process-session";
import { sayable } from "./texts";

/** How Pulumi's dynamic-provider host writes what is known only when the program is applied. */
const PULUMI_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const lifecycles: Record<string, (session: GetSession) => Lifecycle> = {
  OrgCodespacesSecret: (session) => new SecretLifecycle(orgSecret, session),
  UserCodespacesSecret: (session) => new SecretLifecycle(userSecret, session),
  RepoCodespacesSecret: (session) => new SecretLifecycle(repoSecret, session),
  OrgCodespacesSecretRepository: (session) => new SecretRepositoryLifecycle(orgSecret, session),
  UserCodespacesSecretRepository: (session) => new SecretRepositoryLifecycle(userSecret, session),
  Codespace: (session) => new CodespaceLifecycle(session),
  OrgCodespacesAccess: (session) => new AccessLifecycle(session),
};

/**
 * The dynamic provider of one class of resources, as the loader line asks for it. This signature is
 * a contract with every state that was ever written: the line in it calls this function.
 */
export function provider(className: string) {
  const makeLifecycle = lifecycles[className];
  if (makeLifecycle === undefined) {
    throw new Error(
      `pulumi-github-codespaces has no resource ${className}: install the version that this stack was last applied with, or a newer one.`,
    );
  }
  return new DynamicProvider(makeLifecycle);
}

class DynamicProvider {
  readonly #lifecycle: Lifecycle;
  #config: ReadConfig = () => undefined;
  #session: ProcessSession | undefined;

  constructor(makeLifecycle: (session: GetSession) => Lifecycle) {
    this.#lifecycle = makeLifecycle(
      () => (this.#session ??= sessionFor(this.#config, { role: "host" })),
    );
  }

  /**
   * The host caches the provider before it awaits this, so calls may come in first if it waited: it
   * only stores. Errors in the settings come out of the method that needs them.
   */
  configure({ config }: { config: { get(key: string): string | undefined } }): void {
    this.#config = (key) => config.get(key);
  }

  /**
   * Names no property: the engine would print what the program gave for it, a value or a token in clear.
   * Each reason begins with the name.
   */
  check(olds: Raw, news: Raw): Promise<{ inputs: Raw; failures: Checked["failures"] }> {
    return withoutStack(() => {
      const { inputs, failures } = this.#lifecycle.check(fromPulumi(olds), fromPulumi(news));
      const told = failures.map(({ reason }) => ({ property: "", reason: sayable(reason) }));
      return { inputs: toPulumi(inputs), failures: told };
    });
  }

  /** Leaves `changes` out: the engine compares old inputs with new ones itself, line by line. */
  diff(_id: string, olds: Raw, news: Raw) {
    return withoutStack(() => {
      const replaces = this.#lifecycle.replaces(fromPulumi(olds), fromPulumi(news));
      return { replaces, deleteBeforeReplace: replaces.length > 0 };
    });
  }

  create(inputs: Raw): Promise<{ id: string; outs: Raw }> {
    return withoutStack(async () => {
      const { id, outputs } = await this.#lifecycle.create(fromPulumi(inputs));
      return { id, outs: toPulumi(outputs) };
    }, inputs);
  }

  read(id: string, outputs: Raw): Promise<{ id?: string; props?: Raw; inputs?: Raw }> {
    return withoutStack(async () => {
      const recorded = fromPulumi(outputs);
      const known = await this.#lifecycle.read(id, recorded);
      if (known !== undefined) {
        return { id, props: toPulumi(known.outputs), inputs: toPulumi(known.inputs) };
      }
      // Without recorded outputs it is `.get`: an empty answer would be an empty resource.
      if (Object.keys(recorded).length === 0) throw new Error(`${id} was not found at GitHub.`);
      return {};
    });
  }

  update(id: string, olds: Raw, news: Raw): Promise<{ outs: Raw }> {
    const work = () => this.#lifecycle.update(id, fromPulumi(olds), fromPulumi(news));
    return withoutStack(async () => ({ outs: toPulumi(await work()) }), news);
  }

  delete(id: string, outputs: Raw): Promise<void> {
    return withoutStack(() => this.#lifecycle.delete(id, fromPulumi(outputs)));
  }
}

/** The host prints an error of check, diff, read and delete, which Pulumi then shows at its resource. */
const SEE_ERROR = "pulumi-github-codespaces: an error follows, at its resource";

type Raw = Record<string, unknown>;

/**
 * The host prints the stack of what some methods throw: a user has no use for it. To an answer it
 * adds the loader line, to what was partly done it does not: a state without it can't be destroyed.
 */
async function withoutStack<T>(work: () => T | Promise<T>, written: Raw = {}): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    error.stack = "";
    error.message = sayable(error.message);
    error.toString = () => SEE_ERROR;
    if (error instanceof PartlyDone) {
      const { __provider } = written;
      const properties = { ...toPulumi(error.properties), __provider };
      Object.assign(error, { properties, reasons: [error.message] });
    }
    throw error;
  }
}

function fromPulumi(raw: Raw): Props {
  const props = Object.entries(raw).filter(([name]) => name !== "__provider");
  return translate(Object.fromEntries(props) as Props, PULUMI_UNKNOWN, unknown) as Props;
}

function toPulumi(props: Props): Raw {
  return translate(props, unknown, PULUMI_UNKNOWN) as Raw;
}

function translate(value: Plain, from: Plain, to: Plain): Plain {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => translate(item, from, to));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, translate(item, from, to)]);
  // Pulumi's protocol has no word for undefined, at any depth.
  return defined(Object.fromEntries(entries) as Props);
}
