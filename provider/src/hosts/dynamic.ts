import type { GetSession } from "../session/session";
import { PartlyDone, type Checked, type Lifecycle } from "../lifecycle/lifecycle";
import type { ReadConfig } from "../settings/sources";
import { sessionFor } from "../session/shared-session";
import type { ProcessSession } from "../session/process-session";
import { sayable } from "../texts";
import { lifecycles } from "./classes";
import { fromPulumi, toPulumi, type Raw } from "./translate";

/**
 * The dynamic provider of one class of resources, which the loader line asks for. This signature is a contract
 * with every state that was ever written: the line in it calls this function.
 */
export function provider(className: string) {
  const byName: Record<string, (session: GetSession) => Lifecycle> = lifecycles;
  const makeLifecycle = byName[className];
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
   * The host caches the provider before it awaits this, so calls could come before it is done. So it only
   * stores; errors in the settings come from the method that needs them.
   */
  configure({ config }: { config: { get(key: string): string | undefined } }): void {
    this.#config = (key) => config.get(key);
  }

  /**
   * Failures name no property: the engine would print its value, which may be a secret or a token in clear
   * text. Each reason begins with the property's name.
   */
  check(olds: Raw, news: Raw): Promise<{ inputs: Raw; failures: Checked["failures"] }> {
    return withoutStack(async () => {
      const given = fromPulumi(news);
      await this.#lifecycle.ahead?.(given);
      const { inputs, failures } = this.#lifecycle.check(fromPulumi(olds), given);
      const told = failures.map(({ reason }) => ({ property: "", reason: sayable(reason) }));
      return { inputs: toPulumi(inputs), failures: told };
    });
  }

  /** Leaves `changes` out: the engine itself then compares old inputs with new ones. */
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
        const props = toPulumi(known.outputs);
        // Next to what the program gives, each preview would show our inputs of a `get` as taken away.
        return known.onlyRead ? { id, props } : { id, props, inputs: toPulumi(known.inputs) };
      }
      // Without recorded outputs it is `.get`, which would make an empty resource of an empty answer.
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

/** The host prints errors of check, diff, read and delete; Pulumi then shows them at their resource. */
const SEE_ERROR = "pulumi-github-codespaces: an error follows, at its resource";

/**
 * The host prints the stack of what some methods throw, which is of no use to a user. It adds the loader line
 * to an answer but not to what was partly done, and a state without that line can't be destroyed.
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
